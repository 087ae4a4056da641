package hillock.kernel;

/**
 * The fast kernels, but not before the JVM has compiled them: until then the scalar ones, which are quick at once.
 *
 * <p>Vector API code that the JVM still interprets is hundreds of times slower than when compiled; a short run would
 * end before it pays. So the calls go to the scalar kernels first; once those have done enough work for the run to be a
 * longer one, a background thread calls the fast kernels on small arrays until they are compiled, and then all calls go
 * to them. Both give the same bits, so nobody can tell but by the clock.
 */
final class WarmingKernels implements Kernels {
  /** Multiply-adds after which warming begins: some ten milliseconds of scalar work. */
  private static final long WORTH_WARMING = 100_000_000;

  private final Kernels fast;
  private final Thread warming;
  private long work;

  // Both are read and written without a fence on purpose: a thread that sees the old ones for a while still computes
  // the same.
  private Kernels now;
  private boolean warm;

  WarmingKernels(Kernels slow, Kernels fast) {
    this.fast = fast;
    now = slow;
    warming = new Thread(this::warm, "hillock-warming");
    warming.setDaemon(true);
  }

  private void warm() {
    WarmUp.of(fast);
    now = fast;
    warm = true;
  }

  /** Waits until the fast kernels are in use; for measurements. */
  void await() throws InterruptedException {
    begin();
    warming.join();
  }

  private synchronized void begin() {
    if (warming.getState() == Thread.State.NEW) {
      warming.start();
    }
  }

  @Override
  public String name() {
    return fast.name();
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
    if (!warm) {
      // Threads may lose each other's additions: the sum only has to grow.
      work += (long) m * n * k;
      if (work > WORTH_WARMING) {
        begin();
      }
    }
    now.gemm(transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
  }

  @Override
  public void exp(float[] x, int xOffset, float[] y, int yOffset, int n) {
    now.exp(x, xOffset, y, yOffset, n);
  }

  @Override
  public void log(float[] x, int xOffset, float[] y, int yOffset, int n) {
    now.log(x, xOffset, y, yOffset, n);
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
    now.tanh(x, xOffset, y, yOffset, n);
  }

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
    now.sigmoid(x, xOffset, y, yOffset, n);
  }

  @Override
  public void softplus(float[] x, int xOffset, float[] y, int yOffset, int n) {
    now.softplus(x, xOffset, y, yOffset, n);
  }

  @Override
  public void erf(float[] x, int xOffset, float[] y, int yOffset, int n) {
    now.erf(x, xOffset, y, yOffset, n);
  }

  @Override
  public float sum(float[] x, int xOffset, int n) {
    return now.sum(x, xOffset, n);
  }

  @Override
  public float sumOfSquares(float[] x, int xOffset, int n, float center) {
    return now.sumOfSquares(x, xOffset, n, center);
  }

  @Override
  public float dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
    return now.dot(x, xOffset, y, yOffset, n);
  }

  @Override
  public float max(float[] x, int xOffset, int n) {
    return now.max(x, xOffset, n);
  }

  @Override
  public void axpy(float a, float[] x, int xOffset, float[] y, int yOffset, int n) {
    now.axpy(a, x, xOffset, y, yOffset, n);
  }

  @Override
  public void addRow(float[] x, int xOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
    now.addRow(x, xOffset, b, bOffset, y, yOffset, rows, columns);
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
    now.scaleShiftRows(x, xOffset, scale, scaleOffset, shift, shiftOffset, y, yOffset, rows, columns);
  }

  @Override
  public void columnSums(
      float[] x, int xOffset, int ldx, int rows, int columns, boolean accumulate, float[] sums, int sumsOffset) {
    now.columnSums(x, xOffset, ldx, rows, columns, accumulate, sums, sumsOffset);
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
    now.columnDots(x, xOffset, ldx, y, yOffset, ldy, rows, columns, accumulate, sums, sumsOffset);
  }

  @Override
  public void softmax(
      float[] x, int xOffset, float[] y, int yOffset, int rows, int columns, float[] logSums, int logSumsOffset) {
    now.softmax(x, xOffset, y, yOffset, rows, columns, logSums, logSumsOffset);
  }

  @Override
  public void randomBits(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    now.randomBits(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    now.uniforms(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void normals(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    now.normals(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public GateKernels gates() {
    return now.gates();
  }
}
