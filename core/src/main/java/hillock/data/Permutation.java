package hillock.data;

import hillock.kernel.Randomness;

/** Random orders of rows as a pure function of (seed, step). */
final class Permutation {
  /** Keeps the order of the data apart from other uses of the same seed, such as the first weights. */
  private static final long STREAM = 0x64617461_6f726465L;

  private Permutation() {}

  /** Fills {@code order} with the numbers 0..n-1, shuffled; the step is the epoch. */
  static void fill(int[] order, long seed, long step) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    new Randomness(seed, STREAM, step).shuffle(order, 0, order.length);
  }
}
