package hillock.kernel;

import java.util.Arrays;

/**
 * Calls kernels until the JVM has compiled them, which shows when they beat others that compute the same.
 *
 * <p>The JVM's last compiler takes on a method after 600 calls with 15,000 rounds of loops in all, so loops are long
 * enough for the calls to be few, and short enough for the interpreter.
 */
final class WarmUp {
  /** Wins in a row: by then nothing is left to compile. */
  private static final int WINS = 40;

  /** Kernels that have not won after so many rounds, or seconds, never will. */
  private static final int MOST_ROUNDS = 10_000;

  private static final long MOST_NANOSECONDS = 20_000_000_000L;

  private static final int DEPTH = 26;

  /** Each height of tile of the vector kernels once (12, 8, 4, 2 and 1 rows), and both widths. */
  private static final int HEIGHT = 27;

  private static final int WIDTH = 48;

  /** So large that operands are packed. */
  private static final int PACKED_HEIGHT = 64;

  private static final int PACKED_WIDTH = 1056;

  private static final int LARGE_EVERY = 8;

  private static final int SIDE = 200;

  private final Kernels slow;
  private final Kernels fast;
  private final float[] a = new float[PACKED_HEIGHT * DEPTH];
  private final float[] b = new float[DEPTH * PACKED_WIDTH];
  private final float[] c = new float[PACKED_HEIGHT * PACKED_WIDTH];
  private final int[] rows = new int[HEIGHT];
  private final int[] steps = new int[DEPTH];

  WarmUp(Kernels slow, Kernels fast) {
    this.slow = slow;
    this.fast = fast;
    Arrays.setAll(rows, i -> i * WIDTH);
    Arrays.setAll(steps, i -> i);
  }

  /** Calls of one kernel, on small arrays, the same for the same round. */
  @FunctionalInterface
  interface Calls {
    void of(WarmUp arrays, Kernels kernels, int round);
  }

  /** Warms up one kernel; returns the faster kernels. */
  Kernels faster(Calls calls) {
    int wins = 0;
    long end = System.nanoTime() + MOST_NANOSECONDS;
    for (int round = 0; wins < WINS && round < MOST_ROUNDS && System.nanoTime() < end; round++) {
      long start = System.nanoTime();
      calls.of(this, fast, round);
      long middle = System.nanoTime();
      calls.of(this, slow, round);
      wins = middle - start < System.nanoTime() - middle ? wins + 1 : 0;
    }
    return wins == WINS ? fast : slow;
  }

  void products(Kernels kernels, int round) {
    boolean add = round % 2 == 0;
    products(kernels, HEIGHT, WIDTH, add);
    products(kernels, HEIGHT, WIDTH - 6, add);
    product(kernels, false, false, 1, PACKED_WIDTH, add);
    if (round % LARGE_EVERY < 2) {
      products(kernels, PACKED_HEIGHT, PACKED_WIDTH, add);
    }
  }

  private void products(Kernels kernels, int m, int n, boolean add) {
    product(kernels, false, false, m, n, add);
    product(kernels, true, false, m, n, add);
  }

  void productsTransposed(Kernels kernels, int round) {
    boolean add = round % 2 == 0;
    product(kernels, false, true, HEIGHT, WIDTH, add);
    product(kernels, false, true, HEIGHT, WIDTH - 6, add);
  }

  private void product(Kernels kernels, boolean transposeA, boolean transposeB, int m, int n, boolean add) {
    int lda = transposeA ? m : DEPTH;
    int ldb = transposeB ? DEPTH : n;
    kernels.gemm(transposeA, transposeB, m, n, DEPTH, a, 0, lda, b, 0, ldb, add, c, 0, n);
  }

  void exp(Kernels kernels, int round) {
    kernels.exp(a, 0, c, 0, SIDE);
  }

  void log(Kernels kernels, int round) {
    kernels.log(a, 0, c, 0, SIDE);
  }

  void tanh(Kernels kernels, int round) {
    kernels.tanh(a, 0, c, 0, SIDE);
  }

  void sigmoid(Kernels kernels, int round) {
    kernels.sigmoid(a, 0, c, 0, SIDE);
  }

  void softplus(Kernels kernels, int round) {
    kernels.softplus(a, 0, c, 0, SIDE);
  }

  void erf(Kernels kernels, int round) {
    kernels.erf(a, 0, c, 0, SIDE);
  }

  void axpy(Kernels kernels, int round) {
    kernels.axpy(1, a, 0, c, 0, SIDE);
  }

  void addRow(Kernels kernels, int round) {
    kernels.addRow(a, 0, b, 0, c, 0, 2, SIDE);
  }

  void scaleShiftRows(Kernels kernels, int round) {
    kernels.scaleShiftRows(a, 0, b, 0, b, 0, c, 0, 2, SIDE);
  }

  void sum(Kernels kernels, int round) {
    kernels.sum(a, 0, SIDE);
  }

  void sumOfSquares(Kernels kernels, int round) {
    kernels.sumOfSquares(a, 0, SIDE, 0);
  }

  void dot(Kernels kernels, int round) {
    kernels.dot(a, 0, b, 0, SIDE);
  }

  void max(Kernels kernels, int round) {
    kernels.max(a, 0, SIDE);
  }

  void columnSums(Kernels kernels, int round) {
    kernels.columnSums(a, 0, SIDE, 2, SIDE, round % 2 == 0, c, 0);
  }

  void columnDots(Kernels kernels, int round) {
    kernels.columnDots(a, 0, SIDE, b, 0, SIDE, 2, SIDE, round % 2 == 0, c, 0);
  }

  void softmax(Kernels kernels, int round) {
    kernels.softmax(a, 0, c, 0, 2, SIDE, b, 0);
    kernels.softmax(a, 0, c, 0, 2, 10, b, 0);
  }

  void gatherGemm(Kernels kernels, int round) {
    boolean add = round % 2 == 0;
    for (int n = WIDTH; n >= WIDTH - 6; n -= 6) {
      // 12, 8, 2 and 1 rows, then 4
      kernels.gatherGemm(23, n, DEPTH, a, 0, rows, 0, steps, 0, b, 0, n, add, c, 0, rows, 0);
      kernels.gatherGemm(4, n, DEPTH, a, 0, rows, 0, steps, 0, b, 0, n, add, c, 0, rows, 0);
    }
  }

  void gatherDots(Kernels kernels, int round) {
    boolean add = round % 2 == 0;
    kernels.gatherDots(2, WIDTH - 6, DEPTH, a, 0, rows, 0, steps, 0, b, 0, WIDTH, add, c, 0, rows, 0);
  }

  void gatherMax(Kernels kernels, int round) {
    kernels.gatherMax(2, WIDTH - 6, DEPTH, a, rows, 0, steps, c, 0);
  }

  void gatherMaxGradient(Kernels kernels, int round) {
    kernels.gatherMaxGradient(2, WIDTH - 6, DEPTH, a, rows, 0, steps, b, b, 0, round % 2 == 0, c);
  }

  void random(Kernels kernels, int round) {
    kernels.uniforms(1, 2, 3, 0, a, 0, SIDE);
    kernels.normals(1, 2, 3, 0, a, 0, SIDE);
  }

  void gates(Kernels kernels, int round) {
    GateKernels gates = kernels.gates();
    int units = 40;
    gates.lstm(1, units, units, b, 0, 5 * units, a, 0, units, c, 0);
    gates.lstmBackward(1, units, units, b, 0, 5 * units, a, 0, c, 0, c, units, c, SIDE, 4 * units);
    gates.gru(1, units, units, b, 0, 4 * units, a, 0, units);
    gates.gruBackward(1, units, units, b, 0, 4 * units, a, 0, c, 0, c, SIDE, 4 * units);
  }
}
