package hillock.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fast kernels, but not before the JVM has compiled them: until then the scalar ones, which are quick at once.
 *
 * <p>Vector API code that the JVM still interprets is hundreds of times slower than when compiled; a short run would
 * end before it pays. So calls go to the scalar kernels first; once a kernel has done enough work for the run to be a
 * longer one, a background thread calls its fast counterpart until that wins, and then the calls go there. Each kernel
 * changes over by itself, since few runs use many. Both give the same bits, so nobody can tell but by the clock. Where
 * a fast kernel does not win in any of three warm-ups, nothing changes.
 */
final class WarmingKernels implements Kernels {
  /** Multiply-adds after which warming begins: some ten milliseconds of scalar work, since much more will follow. */
  private static final long PRODUCTS = 100_000_000;

  /**
   * Elements of functions that the JIT compiler does not turn into vector code by itself: a fifth of a second of scalar
   * work, about what compiling them takes.
   */
  private static final long FUNCTIONS = 20_000_000;

  /** Elements of plain loops, which it does: a tenth of a second, as large ones wait for memory besides. */
  private static final long LOOPS = 100_000_000;

  /** Elements of a step of a recurrent layer, roughly: {@link #gates} cannot know them. */
  private static final long STEP = 10_000;

  /**
   * Warm-ups before a kernel is given up. On a busy machine the first may end before the compiler has come to it; so
   * much more work as says {@link #PATIENCE} is waited for before the next.
   */
  private static final int ATTEMPTS = 3;

  private static final int PATIENCE = 8;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Kernels slow;
  private final Supplier<Kernels> fast;
  private final Queue<Change> wanted = new ArrayDeque<>();
  private final List<Change> all = new ArrayList<>();
  private boolean running;
  private volatile boolean compiling;

  private final Change gemm = new Change(PRODUCTS, WarmUp::products);
  private final Change gemmTransposed = new Change(PRODUCTS, WarmUp::productsTransposed);
  private final Change exp = new Change(FUNCTIONS, WarmUp::exp);
  private final Change log = new Change(FUNCTIONS, WarmUp::log);
  private final Change tanh = new Change(FUNCTIONS, WarmUp::tanh);
  private final Change sigmoid = new Change(FUNCTIONS, WarmUp::sigmoid);
  private final Change softplus = new Change(FUNCTIONS, WarmUp::softplus);
  private final Change erf = new Change(FUNCTIONS, WarmUp::erf);
  private final Change sum = new Change(FUNCTIONS, WarmUp::sum);
  private final Change sumOfSquares = new Change(FUNCTIONS, WarmUp::sumOfSquares);
  private final Change dot = new Change(FUNCTIONS, WarmUp::dot);
  private final Change max = new Change(FUNCTIONS, WarmUp::max);
  private final Change axpy = new Change(LOOPS, WarmUp::axpy);
  private final Change addRow = new Change(LOOPS, WarmUp::addRow);
  private final Change scaleShiftRows = new Change(LOOPS, WarmUp::scaleShiftRows);
  private final Change normalizeRows = new Change(LOOPS, WarmUp::normalizeRows);
  private final Change mixRows = new Change(LOOPS, WarmUp::mixRows);
  private final Change columnSums = new Change(LOOPS, WarmUp::columnSums);
  private final Change columnDots = new Change(LOOPS, WarmUp::columnDots);
  private final Change columnMoments = new Change(LOOPS, WarmUp::columnMoments);
  private final Change softmax = new Change(FUNCTIONS, WarmUp::softmax);
  private final Change gates = new Change(FUNCTIONS, WarmUp::gates);
  private final Change gatherGemm = new Change(PRODUCTS, WarmUp::gatherGemm);
  private final Change gatherDots = new Change(FUNCTIONS, WarmUp::gatherDots);
  private final Change gatherMax = new Change(FUNCTIONS, WarmUp::gatherMax);
  private final Change gatherMaxGradient = new Change(FUNCTIONS, WarmUp::gatherMaxGradient);
  private final Change random = new Change(FUNCTIONS, WarmUp::random);

  /**
   * Kernels that begin as {@code slow}.
   *
   * @param fast makes the others when they are first needed, always the same object, or throws an {@link
   *     IllegalStateException} that says why there are none
   */
  WarmingKernels(Kernels slow, Supplier<Kernels> fast) {
    this.slow = slow;
    this.fast = fast;
    for (Change change : all) {
      change.now = slow;
    }
  }

  /** One kernel's change from slow to fast. */
  private final class Change {
    private final WarmUp.Calls calls;

    // Read and written without a fence on purpose: threads may lose each other's additions, as the work only has to
    // grow, and a thread that sees the old kernels for a while still computes the same.
    private Kernels now;
    private long worth;
    private long work;
    private boolean decided;
    private int attempts;

    Change(long worth, WarmUp.Calls calls) {
      this.worth = worth;
      this.calls = calls;
      all.add(this);
    }

    @SuppressWarnings("ReferenceEquality") // which of the two it is
    void settle(Kernels faster) {
      now = faster;
      if (faster == slow && ++attempts < ATTEMPTS) {
        worth *= PATIENCE;
        work = 0;
        decided = false;
      }
    }

    /** The kernels for this much work. */
    Kernels now(long more) {
      if (!decided) {
        work += more;
        if (work > worth) {
          want(this);
        }
      }
      return now;
    }
  }

  /** Many products will follow: begins with what they need, at best while data is still being read. */
  void expectProducts() {
    want(gemm);
  }

  private synchronized void want(Change change) {
    if (change.decided) {
      return;
    }
    change.decided = true;
    wanted.add(change);
    if (!running) {
      running = true;
      Thread thread = new Thread(this::warm, "hillock-warming");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void warm() {
    compiling = true;
    Kernels faster = fastOrSlow();
    WarmUp warmUp = new WarmUp(slow, faster);
    for (Change change = next(); change != null; change = next()) {
      change.settle(faster.equals(slow) ? slow : warmUp.faster(change.calls));
    }
  }

  private Kernels fastOrSlow() {
    try {
      return fast.get();
    } catch (IllegalStateException e) {
      System.getLogger("hillock.kernel").log(System.Logger.Level.INFO, "Using the scalar kernels: " + e.getMessage());
      return slow;
    }
  }

  private synchronized @Nullable Change next() {
    Change change = wanted.poll();
    running = change != null;
    compiling = running;
    notifyAll();
    return change;
  }

  /** Waits until the fast kernels are in use, or have been found not to be faster; for measurements. */
  synchronized void await() throws InterruptedException {
    for (Change change : all) {
      want(change);
    }
    while (running) {
      wait();
    }
  }

  /**
   * How many of these threads should work now: while kernels are being compiled, two processors belong to the compiler
   * and to the thread that warms.
   */
  int threads(int most) {
    return compiling ? Math.max(1, Math.min(most, PROCESSORS - 2)) : most;
  }

  @Override
  public String name() {
    return fastOrSlow().name();
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
    Change change = transposeB ? gemmTransposed : gemm;
    change
        .now((long) m * n * k)
        .gemm(transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
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
    gatherGemm
        .now((long) m * n * k)
        .gatherGemm(
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
    gatherDots
        .now((long) m * n * k)
        .gatherDots(
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
    gatherMax.now((long) m * n * k).gatherMax(m, n, k, x, rows, rowsOffset, steps, y, yOffset);
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
    gatherMaxGradient
        .now((long) m * n * k)
        .gatherMaxGradient(m, n, k, x, rows, rowsOffset, steps, y, dy, yOffset, overwrite, dx);
  }

  @Override
  public void exp(float[] x, int xOffset, float[] y, int yOffset, int n) {
    exp.now(n).exp(x, xOffset, y, yOffset, n);
  }

  @Override
  public void log(float[] x, int xOffset, float[] y, int yOffset, int n) {
    log.now(n).log(x, xOffset, y, yOffset, n);
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
    tanh.now(n).tanh(x, xOffset, y, yOffset, n);
  }

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
    sigmoid.now(n).sigmoid(x, xOffset, y, yOffset, n);
  }

  @Override
  public void softplus(float[] x, int xOffset, float[] y, int yOffset, int n) {
    softplus.now(n).softplus(x, xOffset, y, yOffset, n);
  }

  @Override
  public void erf(float[] x, int xOffset, float[] y, int yOffset, int n) {
    erf.now(n).erf(x, xOffset, y, yOffset, n);
  }

  @Override
  public float sum(float[] x, int xOffset, int n) {
    return sum.now(n).sum(x, xOffset, n);
  }

  @Override
  public float sumOfSquares(float[] x, int xOffset, int n, float center) {
    return sumOfSquares.now(n).sumOfSquares(x, xOffset, n, center);
  }

  @Override
  public float dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
    return dot.now(n).dot(x, xOffset, y, yOffset, n);
  }

  @Override
  public float max(float[] x, int xOffset, int n) {
    return max.now(n).max(x, xOffset, n);
  }

  @Override
  public void axpy(float a, float[] x, int xOffset, float[] y, int yOffset, int n) {
    axpy.now(n).axpy(a, x, xOffset, y, yOffset, n);
  }

  @Override
  public void addRow(float[] x, int xOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns) {
    addRow.now((long) rows * columns).addRow(x, xOffset, b, bOffset, y, yOffset, rows, columns);
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
    scaleShiftRows
        .now((long) rows * columns)
        .scaleShiftRows(x, xOffset, scale, scaleOffset, shift, shiftOffset, y, yOffset, rows, columns);
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
    normalizeRows.now((long) rows * columns).normalizeRows(x, xOffset, mean, scale, shift, y, yOffset, rows, columns);
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
    mixRows.now((long) rows * columns).mixRows(x, xOffset, a, z, zOffset, b, c, accumulate, y, yOffset, rows, columns);
  }

  @Override
  public void columnSums(
      float[] x, int xOffset, int ldx, int rows, int columns, boolean accumulate, float[] sums, int sumsOffset) {
    columnSums.now((long) rows * columns).columnSums(x, xOffset, ldx, rows, columns, accumulate, sums, sumsOffset);
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
    columnDots
        .now((long) rows * columns)
        .columnDots(x, xOffset, ldx, y, yOffset, ldy, rows, columns, accumulate, sums, sumsOffset);
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
    columnMoments
        .now((long) rows * columns)
        .columnMoments(x, xOffset, a, y, yOffset, b, rows, columns, sums, sumsOffset);
  }

  @Override
  public void softmax(
      float[] x, int xOffset, float[] y, int yOffset, int rows, int columns, float[] logSums, int logSumsOffset) {
    softmax.now((long) rows * columns).softmax(x, xOffset, y, yOffset, rows, columns, logSums, logSumsOffset);
  }

  @Override
  public void randomBits(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    random.now(n).randomBits(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    random.now(n).uniforms(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public void normals(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    random.now(n).normals(seed, stream, step, first, out, outOffset, n);
  }

  @Override
  public GateKernels gates() {
    return gates.now(STEP).gates();
  }
}
