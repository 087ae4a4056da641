package hillock.kernel;

/** Calls every kernel on small arrays until the JVM has compiled it. */
final class WarmUp {
  /** Calls of each kind: the JVM's last compiler takes on what was called this often. */
  private static final int ROUNDS = 15_000;

  /** More rows than any kernel's tile has. */
  private static final int TALLEST = 12;

  private static final int SIDE = 32;

  /** A tile that columns are left over from, and a full one. */
  private static final int[] WIDTHS = {SIDE / 2 - 6, SIDE};

  private final Kernels kernels;
  private final float[] a = new float[TALLEST * SIDE];
  private final float[] b = new float[SIDE * SIDE];
  private final float[] c = new float[SIDE * SIDE];

  private WarmUp(Kernels kernels) {
    this.kernels = kernels;
  }

  static void of(Kernels kernels) {
    WarmUp warmUp = new WarmUp(kernels);
    for (int round = 0; round < ROUNDS && !Thread.interrupted(); round++) {
      warmUp.products(round);
      warmUp.functions();
      warmUp.sums(round % 2 == 0);
    }
  }

  /** All heights of tiles, both widths, packed and in place; a short k, because only the number of calls counts. */
  private void products(int round) {
    boolean add = round % 2 == 0;
    for (int n : WIDTHS) {
      product(TALLEST, n, add);
      product(round % TALLEST + 1, n, add);
    }
  }

  private void product(int m, int n, boolean add) {
    int k = 2;
    kernels.gemm(false, false, m, n, k, a, 0, k, b, 0, n, add, c, 0, n);
    kernels.gemm(true, false, m, n, k, a, 0, m, b, 0, n, add, c, 0, n);
    kernels.gemm(false, true, m, n, k, a, 0, k, b, 0, k, add, c, 0, n);
  }

  private void functions() {
    kernels.exp(a, 0, c, 0, SIDE);
    kernels.log(a, 0, c, 0, SIDE);
    kernels.tanh(a, 0, c, 0, SIDE);
    kernels.sigmoid(a, 0, c, 0, SIDE);
    kernels.softplus(a, 0, c, 0, SIDE);
    kernels.erf(a, 0, c, 0, SIDE);
    kernels.axpy(1, a, 0, c, 0, SIDE);
    kernels.addRow(a, 0, b, 0, c, 0, 2, SIDE);
    kernels.scaleShiftRows(a, 0, b, 0, b, 0, c, 0, 2, SIDE);
    kernels.softmax(a, 0, c, 0, 2, SIDE, b, 0);
    kernels.softmax(a, 0, c, 0, 2, WIDTHS[0], b, 0);
    gates(kernels.gates());
  }

  private void gates(GateKernels gates) {
    int units = SIDE / 2;
    gates.lstm(1, units, units, b, 0, 5 * units, a, 0, units, c, 0);
    gates.lstmBackward(1, units, units, b, 0, 5 * units, a, 0, c, 0, c, units, c, SIDE, 4 * units);
    gates.gru(1, units, units, b, 0, 4 * units, a, 0, units);
    gates.gruBackward(1, units, units, b, 0, 4 * units, a, 0, c, 0, c, SIDE, 4 * units);
  }

  private void sums(boolean add) {
    kernels.sum(a, 0, SIDE + 1);
    kernels.sumOfSquares(a, 0, SIDE + 1, 0);
    kernels.dot(a, 0, b, 0, SIDE + 1);
    kernels.max(a, 0, SIDE + 1);
    kernels.columnSums(a, 0, SIDE, 2, SIDE, add, c, 0);
    kernels.columnDots(a, 0, SIDE, b, 0, SIDE, 2, SIDE, add, c, 0);
  }
}
