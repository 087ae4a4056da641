package hillock.simd;

import hillock.kernel.GateKernels;
import hillock.kernel.Kernels;
import hillock.kernel.ScalarKernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The kernels on the Vector API, at the preferred width of the machine; the same bits as {@link ScalarKernels}. */
final class SimdKernels implements Kernels {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;

  private static final GateKernels GATES = new Gates();

  private final Kernels scalar = new ScalarKernels();

  @Override
  public String name() {
    return "simd-" + S.vectorBitSize();
  }

  @Override
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    Gemm.multiply(transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
  }

  @Override
  public void gatherGemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int[] rows,
      int rowsOffset,
      int[] steps,
      int stepsOffset,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int[] cRows,
      int cRowsOffset) {
    GatherGemm.multiply(
        m,
        n,
        k,
        a,
        aOffset,
        rows,
        rowsOffset,
        steps,
        stepsOffset,
        b,
        bOffset,
        ldb,
        accumulate,
        c,
        cOffset,
        cRows,
        cRowsOffset);
  }

  @Override
  public void gatherDots(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int[] rows,
      int rowsOffset,
      int[] steps,
      int stepsOffset,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int[] cRows,
      int cRowsOffset) {
    Gather.dots(
        m,
        n,
        k,
        a,
        aOffset,
        rows,
        rowsOffset,
        steps,
        stepsOffset,
        b,
        bOffset,
        ldb,
        accumulate,
        c,
        cOffset,
        cRows,
        cRowsOffset);
  }

  @Override
  public void gatherMax(
      int m, int n, int k, float[] x, int[] rows, int rowsOffset, int[] steps, float[] y, int yOffset) {
    Gather.max(m, n, k, x, rows, rowsOffset, steps, y, yOffset);
  }

  @Override
  public void gatherMaxGradient(
      int m,
      int n,
      int k,
      float[] x,
      int[] rows,
      int rowsOffset,
      int[] steps,
      float[] y,
      float[] dy,
      int yOffset,
      boolean overwrite,
      float[] dx) {
    Gather.maxGradient(m, n, k, x, rows, rowsOffset, steps, y, dy, yOffset, overwrite, dx);
  }

  @Override
  public void exp(float[] x, int xOffset, float[] y, int yOffset, int n) {
    UnaryLoops.exp(x, xOffset, y, yOffset, n);
  }

  @Override
  public void log(float[] x, int xOffset, float[] y, int yOffset, int n) {
    UnaryLoops.log(x, xOffset, y, yOffset, n);
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
    UnaryLoops.tanh(x, xOffset, y, yOffset, n);
  }

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
    UnaryLoops.sigmoid(x, xOffset, y, yOffset, n);
  }

  @Override
  public void softplus(float[] x, int xOffset, float[] y, int yOffset, int n) {
    UnaryLoops.softplus(x, xOffset, y, yOffset, n);
  }

  @Override
  public void erf(float[] x, int xOffset, float[] y, int yOffset, int n) {
    UnaryLoops.erf(x, xOffset, y, yOffset, n);
  }

  @Override
  public float sum(float[] x, int xOffset, int n) {
    return Sums.sum(x, xOffset, n);
  }

  @Override
  public float sumOfSquares(float[] x, int xOffset, int n, float center) {
    return Sums.sumOfSquares(x, xOffset, n, center);
  }

  @Override
  public float dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
    return Sums.dot(x, xOffset, y, yOffset, n);
  }

  @Override
  public float max(float[] x, int xOffset, int n) {
    return Rows.max(x, xOffset, n);
  }

  @Override
  public void axpy(float a, float[] x, int xOffset, float[] y, int yOffset, int n) {
    FloatVector factor = FloatVector.broadcast(S, a);
    int i = 0;
    for (; i < S.loopBound(n); i += Lanes.COUNT) {
      FloatVector sum = FloatVector.fromArray(S, y, yOffset + i);
      FloatVector.fromArray(S, x, xOffset + i).fma(factor, sum).intoArray(y, yOffset + i);
    }
    if (i < n) {
      VectorMask<Float> mask = S.indexInRange(i, n);
      FloatVector sum = FloatVector.fromArray(S, y, yOffset + i, mask);
      FloatVector.fromArray(S, x, xOffset + i, mask).fma(factor, sum).intoArray(y, yOffset + i, mask);
    }
  }

  @Override
  public void addRow(float[] x, int xOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
    Rows.add(x, xOffset, b, bOffset, y, yOffset, rows, columns);
  }

  @Override
  public void scaleShiftRows(
      float[] x,
      int xOffset,
      float[] scale,
      int scaleOffset,
      float[] shift,
      int shiftOffset,
      float[] y,
      int yOffset,
      int rows,
      int columns) {
    Rows.scaleShift(x, xOffset, scale, scaleOffset, shift, shiftOffset, y, yOffset, rows, columns);
  }

  @Override
  public void normalizeRows(
      float[] x,
      int xOffset,
      float[] mean,
      float[] scale,
      float[] shift,
      float[] y,
      int yOffset,
      int rows,
      int columns) {
    Rows.normalize(x, xOffset, mean, scale, shift, y, yOffset, rows, columns);
  }

  @Override
  public void mixRows(
      float[] x,
      int xOffset,
      float[] a,
      float[] z,
      int zOffset,
      float[] b,
      float[] c,
      boolean accumulate,
      float[] y,
      int yOffset,
      int rows,
      int columns) {
    Rows.mix(x, xOffset, a, z, zOffset, b, c, accumulate, y, yOffset, rows, columns);
  }

  @Override
  public void columnSums(
      float[] x, int xOffset, int ldx, int rows, int columns, boolean accumulate, float[] sums, int sumsOffset) {
    if (!accumulate) {
      Arrays.fill(sums, sumsOffset, sumsOffset + columns, 0f);
    }
    Columns.sums(x, xOffset, ldx, rows, columns, sums, sumsOffset);
  }

  @Override
  public void columnDots(
      float[] x,
      int xOffset,
      int ldx,
      float[] y,
      int yOffset,
      int ldy,
      int rows,
      int columns,
      boolean accumulate,
      float[] sums,
      int sumsOffset) {
    if (!accumulate) {
      Arrays.fill(sums, sumsOffset, sumsOffset + columns, 0f);
    }
    Columns.dots(x, xOffset, ldx, y, yOffset, ldy, rows, columns, sums, sumsOffset);
  }

  @Override
  public void columnMoments(
      float[] x,
      int xOffset,
      float[] a,
      float[] y,
      int yOffset,
      float[] b,
      int rows,
      int columns,
      float[] sums,
      int sumsOffset) {
    Columns.moments(x, xOffset, a, y, yOffset, b, rows, columns, sums, sumsOffset);
  }

  @Override
  public void softmax(
      float[] x, int xOffset, float[] y, int yOffset, int rows, int columns, float[] logSums, int logSumsOffset) {
    Rows.softmax(x, xOffset, y, yOffset, rows, columns, logSums, logSumsOffset);
  }

  @Override
  public void randomBits(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    RandomWords.bits(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    RandomWords.uniforms(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void normals(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    scalar.normals(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public GateKernels gates() {
    return GATES;
  }
}
