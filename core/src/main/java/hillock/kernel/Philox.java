package hillock.kernel;

/**
 * The counter-based random generator Philox 4x32-10: a block cipher of 128-bit counters, so that word i of a stream is
 * a function of i alone.
 *
 * <p>Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 *
 * <p>Seed, stream and step have 192 bits where Philox has a 64-bit key. So a first block, of counter (stream, step)
 * under the key seed, makes 128 new bits: two words are the key of the stream and two the upper half of its counters;
 * the lower half is the number of the block.
 */
public final class Philox {
  /** What a round multiplies the first word of a counter by. */
  public static final int M0 = 0xD2511F53;

  /** What a round multiplies the third word by. */
  public static final int M1 = 0xCD9E8D57;

  /** What is added to the first word of the key after each round. */
  public static final int W0 = 0x9E3779B9;

  /** What is added to the second word. */
  public static final int W1 = 0xBB67AE85;

  /** The number of rounds. */
  public static final int ROUNDS = 10;

  /** The number of words in a block. */
  public static final int WORDS = 4;

  private Philox() {}

  /** Encrypts the counter (c0, c1, c2, c3) under the key (k0, k1) into four words from {@code out[offset]}. */
  public static void block(int c0, int c1, int c2, int c3, int k0, int k1, int[] out, int offset) {
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = (M0 & 0xFFFFFFFFL) * (c0 & 0xFFFFFFFFL);
      long p1 = (M1 & 0xFFFFFFFFL) * (c2 & 0xFFFFFFFFL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    out[offset] = c0;
    out[offset + 1] = c1;
    out[offset + 2] = c2;
    out[offset + 3] = c3;
  }

  /** The state of a stream, four words from {@code out[offset]}: two of key, then the upper two of its counters. */
  public static void stream(long seed, long stream, long step, int[] out, int offset) {
    block(
        (int) stream,
        (int) (stream >>> 32),
        (int) step,
        (int) (step >>> 32),
        (int) seed,
        (int) (seed >>> 32),
        out,
        offset);
  }
}
