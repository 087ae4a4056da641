package hillock.kernel;

/**
 * Random numbers that are a pure function of (seed, stream, step, index): never of the thread, the kernels or the order
 * of the calls.
 *
 * @param seed chosen by the user
 * @param stream tells independent uses of one seed apart, such as two layers
 * @param step tells the uses of one stream apart, such as the training step or the epoch
 */
public record Randomness(long seed, long stream, long step) {
  private static final Kernels KERNELS = new ScalarKernels();

  /**
   * Fills {@code y[yOffset .. yOffset + n)} with uniform numbers from 0 (included) to 1 (excluded), multiples of 2⁻²⁴.
   */
  public void uniforms(float[] y, int yOffset, int n) {
    KERNELS.uniforms(seed, stream, step, 0, y, yOffset, n);
  }

  /** Fills {@code y[yOffset .. yOffset + n)} with numbers of mean 0 and variance 1, normally distributed. */
  public void normals(float[] y, int yOffset, int n) {
    KERNELS.normals(seed, stream, step, 0, y, yOffset, n);
  }

  /** Fills {@code out[outOffset .. outOffset + n)} with random words. */
  public void bits(int[] out, int outOffset, int n) {
    KERNELS.randomBits(seed, stream, step, 0, out, outOffset, n);
  }

  /** The numbers 0 to n - 1 in random order, every order equally likely. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    shuffle(order, 0, n);
    return order;
  }

  /**
   * Puts {@code order[from .. to)} in random order (Fisher and Yates; the bounded draws are those of Lemire, "Fast
   * random integer generation in an interval", 2019, without bias).
   */
  public void shuffle(int[] order, int from, int to) {
    int[] words = new int[256];
    int used = words.length;
    long first = 0;
    for (int bound = to - from; bound > 1; bound--) {
      long product;
      do {
        if (used == words.length) {
          KERNELS.randomBits(seed, stream, step, first, words, 0, words.length);
          first += words.length;
          used = 0;
        }
        product = (words[used++] & 0xFFFFFFFFL) * bound;
        // a low half below 2³² mod bound belongs to the surplus that would favour some values
      } while ((product & 0xFFFFFFFFL) < (1L << 32) % bound);
      int chosen = from + (int) (product >>> 32);
      int last = from + bound - 1;
      int value = order[chosen];
      order[chosen] = order[last];
      order[last] = value;
    }
  }
}
