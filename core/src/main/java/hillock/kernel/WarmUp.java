package hillock.kernel;

import java.util.Arrays;

/**
 * Calls kernels until the JVM has compiled them, which shows when they beat others that compute the same.
 *
 * <p>The JVM's last compiler takes on a method after 600 calls with 15,000 rounds of loops in all, so loops are long
 * enough for the calls to be few, and short enough for the interpreter.
 */
final class WarmUp {
  /** Rounds from one comparison to the next: to call the slow kernels is to have the compiler work on them, too. */
  private static final int COMPARED_EVERY = 8;

  /** So many more wins than losses: a single loss may just be another thread's turn on this processor. */
  private static final int LEAD = 6;

  /** Kernels that have no lead after so many rounds, or seconds, have lost this time. */
  private static final int MOST_ROUNDS = 20_000;

  private static final long MOST_NANOSECONDS = 20_000_000_000L;

  private static final int DEPTH = 26;

  /** Each height of tile of the vector kernels once (12, 4 and 1 rows), and both widths. */
  private static final int HEIGHT = 17;

  private static final int WIDTH = 48;

  private static final int SIDE = 200;

  /** Rows of sums down columns: with few, the fast kernels would show nothing of keeping sums in registers. */
  private static final int COLUMN = 16;

  /** Their columns: strips of vectors, single ones, and a rest. */
  private static final int WIDE = 220;

  /** Rows as of images with few channels: two of the widest vectors and a rest. */
  private static final int NARROW = 42;

  /** So many of these that the compiler has come to them before the rounds are over. */
  private static final int TALL = 80;

  /** From one of these rows to the next, which overlap. */
  private static final int CLOSE = 40;

  private final Kernels slow;
  private final Kernels fast;
  private final float[] a = new float[TALL * NARROW + DEPTH];
  private final float[] b = new float[DEPTH * WIDTH];
  private final float[] c = new float[TALL * NARROW];
  private final int[] rows = new int[HEIGHT];
  private final int[] steps = new int[DEPTH];
  private final int[] near = new int[HEIGHT];
  private final int[] apart = new int[DEPTH];

  WarmUp(Kernels slow, Kernels fast) {
    this.slow = slow;
    this.fast = fast;
    Arrays.setAll(rows, i -> i * WIDTH);
    Arrays.setAll(steps, i -> i);
    Arrays.setAll(near, i -> i);
    Arrays.setAll(apart, i -> 2 * i);
  }

  /** Calls of one kernel, on small arrays, the same for the same round. */
  @FunctionalInterface
  interface Calls {
    void of(WarmUp arrays, Kernels kernels, int round);
  }

  /** Warms up one kernel; returns the faster kernels. */
  Kernels faster(Calls calls) {
    int lead = 0;
    long end = System.nanoTime() + MOST_NANOSECONDS;
    for (int round = 0; lead < LEAD && round < MOST_ROUNDS && System.nanoTime() < end; round++) {
      long time = time(calls, fast, round);
      if (round % COMPARED_EVERY == 0) {
        lead = Math.max(0, time < time(calls, slow, round) ? lead + 1 : lead - 1);
      }
    }
    return lead == LEAD ? fast : slow;
  }

  private long time(Calls calls, Kernels kernels, int round) {
    long start = System.nanoTime();
    calls.of(this, kernels, round);
    return System.nanoTime() - start;
  }

  /** Without those that pack their operands: large products do that, which run long enough to have it compiled. */
  void products(Kernels kernels, int round) {
    boolean add = round % 2 == 0;
    for (int n = WIDTH; n >= WIDTH - 6; n -= 6) {
      product(kernels, false, false, HEIGHT, n, add);
      product(kernels, true, false, HEIGHT, n, add);
    }
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

  void normalizeRows(Kernels kernels, int round) {
    kernels.normalizeRows(a, 0, b, b, b, c, 0, TALL, NARROW);
  }

  void mixRows(Kernels kernels, int round) {
    kernels.mixRows(a, 0, b, a, DEPTH, b, b, round % 2 == 0, c, 0, TALL, NARROW);
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
    kernels.columnSums(a, 0, CLOSE, COLUMN, WIDE, round % 2 == 0, c, 0);
  }

  void columnDots(Kernels kernels, int round) {
    kernels.columnDots(a, 0, CLOSE, b, 0, CLOSE, COLUMN, WIDE, round % 2 == 0, c, 0);
  }

  void columnMoments(Kernels kernels, int round) {
    kernels.columnMoments(a, 0, b, a, DEPTH, b, TALL, NARROW, c, 0);
  }

  void softmax(Kernels kernels, int round) {
    kernels.softmax(a, 0, c, 0, 2, SIDE, b, 0);
    kernels.softmax(a, 0, c, 0, 2, 10, b, 0);
  }

  void gatherGemm(Kernels kernels, int round) {
    boolean add = round % 2 == 0;
    for (int n = WIDTH; n >= WIDTH - 6; n -= 6) {
      // 12, 4 and 1 rows; terms that are neighbours, rows that are, and neither
      kernels.gatherGemm(HEIGHT, n, DEPTH, a, 0, rows, 0, steps, 0, b, 0, n, add, c, 0, rows, 0);
      kernels.gatherGemm(HEIGHT, n, DEPTH, a, 0, near, 0, apart, 0, b, 0, n, add, c, 0, rows, 0);
      kernels.gatherGemm(HEIGHT, n, DEPTH, a, 0, rows, 0, apart, 0, b, 0, n, add, c, 0, rows, 0);
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
