package hillock.kernel;

import java.util.Arrays;

/**
 * The kernels as plain loops: the reference that {@code hillock.simd} equals bit for bit, and the fallback without it.
 */
public final class ScalarKernels implements Kernels {
  /** The kernels; they hold nothing, so one object serves all threads. */
  public ScalarKernels() {}

  private static final GateKernels GATES = new ScalarGates();
  private static final ThreadLocal<float[]> LANE_SUMS = ThreadLocal.withInitial(() -> new float[LANES]);

  @Override
  public String name() {
    return "scalar";
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
    ScalarGemm.multiply(transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
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
    ScalarGather.multiply(
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
    ScalarGather.dots(
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
    ScalarGather.max(m, n, k, x, rows, rowsOffset, steps, y, yOffset);
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
    ScalarGather.maxGradient(m, n, k, x, rows, rowsOffset, steps, y, dy, yOffset, overwrite, dx);
  }

  @Override
  public void exp(float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.exp(x[xOffset + i]);
    }
  }

  @Override
  public void log(float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.log(x[xOffset + i]);
    }
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.tanh(x[xOffset + i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.sigmoid(x[xOffset + i]);
    }
  }

  @Override
  public void softplus(float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.softplus(x[xOffset + i]);
    }
  }

  @Override
  public void erf(float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = FloatMath.erf(x[xOffset + i]);
    }
  }

  @Override
  public float sum(float[] x, int xOffset, int n) {
    float[] lanes = clearedLanes();
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += x[xOffset + i + lane];
      }
    }
    for (int lane = 0; i < n; i++, lane++) {
      lanes[lane] += x[xOffset + i];
    }
    return total(lanes);
  }

  @Override
  public float sumOfSquares(float[] x, int xOffset, int n, float center) {
    float[] lanes = clearedLanes();
    for (int i = 0; i < n; i++) {
      float difference = x[xOffset + i] - center;
      lanes[i & LANES - 1] = Math.fma(difference, difference, lanes[i & LANES - 1]);
    }
    return total(lanes);
  }

  @Override
  public float dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
    float[] lanes = clearedLanes();
    for (int i = 0; i < n; i++) {
      lanes[i & LANES - 1] = Math.fma(x[xOffset + i], y[yOffset + i], lanes[i & LANES - 1]);
    }
    return total(lanes);
  }

  private static float[] clearedLanes() {
    float[] lanes = LANE_SUMS.get();
    Arrays.fill(lanes, 0f);
    return lanes;
  }

  private static float total(float[] lanes) {
    for (int width = LANES / 2; width > 0; width /= 2) {
      for (int lane = 0; lane < width; lane++) {
        lanes[lane] += lanes[lane + width];
      }
    }
    return lanes[0];
  }

  @Override
  public float max(float[] x, int xOffset, int n) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, x[xOffset + i]);
    }
    return largest;
  }

  @Override
  public void axpy(float a, float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Math.fma(a, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void addRow(float[] x, int xOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      for (int j = 0; j < columns; j++) {
        y[yOffset + row + j] = x[xOffset + row + j] + b[bOffset + j];
      }
    }
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
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      for (int j = 0; j < columns; j++) {
        y[yOffset + row + j] = Math.fma(x[xOffset + row + j], scale[scaleOffset + j], shift[shiftOffset + j]);
      }
    }
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
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      for (int j = 0; j < columns; j++) {
        y[yOffset + row + j] = Math.fma(x[xOffset + row + j] - mean[j], scale[j], shift[j]);
      }
    }
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
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      for (int j = 0; j < columns; j++) {
        float mixed = Math.fma(x[xOffset + row + j], a[j], Math.fma(z[zOffset + row + j], b[j], c[j]));
        y[yOffset + row + j] = accumulate ? y[yOffset + row + j] + mixed : mixed;
      }
    }
  }

  @Override
  public void columnSums(
      float[] x, int xOffset, int ldx, int rows, int columns, boolean accumulate, float[] sums, int sumsOffset) {
    if (!accumulate) {
      Arrays.fill(sums, sumsOffset, sumsOffset + columns, 0f);
    }
    for (int r = 0; r < rows; r++) {
      int row = xOffset + r * ldx;
      for (int j = 0; j < columns; j++) {
        sums[sumsOffset + j] += x[row + j];
      }
    }
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
    for (int r = 0; r < rows; r++) {
      int xRow = xOffset + r * ldx;
      int yRow = yOffset + r * ldy;
      for (int j = 0; j < columns; j++) {
        sums[sumsOffset + j] = Math.fma(x[xRow + j], y[yRow + j], sums[sumsOffset + j]);
      }
    }
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
    Arrays.fill(sums, sumsOffset, sumsOffset + 2 * columns, 0f);
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      for (int j = 0, at = sumsOffset; j < columns; j++, at++) {
        float left = x[xOffset + row + j] - a[j];
        sums[at] += left;
        sums[at + columns] = Math.fma(left, y[yOffset + row + j] - b[j], sums[at + columns]);
      }
    }
  }

  @Override
  public void softmax(
      float[] x, int xOffset, float[] y, int yOffset, int rows, int columns, float[] logSums, int logSumsOffset) {
    for (int r = 0; r < rows; r++) {
      int from = xOffset + r * columns;
      int to = yOffset + r * columns;
      float largest = max(x, from, columns);
      for (int j = 0; j < columns; j++) {
        y[to + j] = FloatMath.exp(x[from + j] - largest);
      }
      float total = sum(y, to, columns);
      float scale = 1f / total;
      for (int j = 0; j < columns; j++) {
        y[to + j] *= scale;
      }
      if (logSums != null) {
        logSums[logSumsOffset + r] = largest + FloatMath.log(total);
      }
    }
  }

  @Override
  public void randomBits(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    ScalarRandom.bits(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    ScalarRandom.uniforms(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void normals(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    ScalarRandom.normals(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public GateKernels gates() {
    return GATES;
  }
}
