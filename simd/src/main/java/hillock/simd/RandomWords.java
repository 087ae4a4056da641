package hillock.simd;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import hillock.kernel.Philox;
import hillock.kernel.ScalarKernels;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Philox 4x32-10 with a block in each lane of 64 bits: a product of two words fills one, and words are kept there with
 * an upper half of 0. What does not fill a vector is left to {@link ScalarKernels}.
 */
final class RandomWords {
  private static final VectorSpecies<Long> S = Lanes.SPECIES.withLanes(long.class);
  private static final int BLOCKS = S.length();
  private static final int CHUNK = 1024;
  private static final long WORD = 0xFFFFFFFFL;
  private static final LongVector M0 = LongVector.broadcast(S, Philox.M0);
  private static final LongVector M1 = LongVector.broadcast(S, Philox.M1);
  private static final LongVector NUMBERS = LongVector.zero(S).addIndex(1);

  /**
   * Blocks of two vectors in turn: lane i of the first, lane i of the second; the lower half of them, and the upper.
   */
  private static final LongVector LOW = turns(0);

  private static final LongVector HIGH = turns(BLOCKS / 2);

  private static final ScalarKernels REST = new ScalarKernels();
  private static final ThreadLocal<RandomWords> BUFFERS = ThreadLocal.withInitial(RandomWords::new);

  private final int[] state = new int[Philox.WORDS];
  private final int[] words = new int[CHUNK];

  private RandomWords() {}

  private static LongVector turns(int first) {
    long[] indices = new long[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      indices[i] = first + i / 2 + i % 2 * (long) BLOCKS;
    }
    return LongVector.fromArray(S, indices, 0);
  }

  static void bits(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    int[] state = BUFFERS.get().state;
    Philox.stream(seed, stream, step, state, 0);
    int done = BLOCKS < 8 ? 0 : n / (Philox.WORDS * BLOCKS) * Philox.WORDS * BLOCKS; // narrower ones are no quicker
    blocks(state, first / Philox.WORDS, out, outOffset, done);
    if (done < n) {
      REST.randomBits(seed, stream, step, first + done, out, outOffset + done, n - done);
    }
  }

  private static void blocks(int[] state, long counter, int[] out, int outOffset, int n) {
    LongVector c2 = LongVector.broadcast(S, state[2] & WORD);
    LongVector c3 = LongVector.broadcast(S, state[3] & WORD);
    for (int i = 0; i < n; i += Philox.WORDS * BLOCKS, counter += BLOCKS) {
      LongVector count = NUMBERS.add(counter);
      LongVector w0 = count.and(WORD);
      LongVector w1 = count.lanewise(LSHR, 32);
      LongVector w2 = c2;
      LongVector w3 = c3;
      int k0 = state[0];
      int k1 = state[1];
      for (int round = 0; round < Philox.ROUNDS; round++) {
        // masked on both sides, so that the JIT compiler may see products of words
        LongVector p0 = w0.and(WORD).mul(M0.and(WORD));
        LongVector p1 = w2.and(WORD).mul(M1.and(WORD));
        w0 = p1.lanewise(LSHR, 32).lanewise(XOR, w1).lanewise(XOR, k0 & WORD);
        w1 = p1.and(WORD);
        w2 = p0.lanewise(LSHR, 32).lanewise(XOR, w3).lanewise(XOR, k1 & WORD);
        w3 = p0.and(WORD);
        k0 += Philox.W0;
        k1 += Philox.W1;
      }
      LongVector front = w1.lanewise(LSHL, 32).or(w0);
      LongVector back = w3.lanewise(LSHL, 32).or(w2);
      LOW.selectFrom(front, back).reinterpretAsInts().intoArray(out, outOffset + i);
      HIGH.selectFrom(front, back).reinterpretAsInts().intoArray(out, outOffset + i + 2 * BLOCKS);
    }
  }

  static void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    int[] words = BUFFERS.get().words;
    for (int from = 0; from < n; from += CHUNK) {
      int size = Math.min(CHUNK, n - from);
      bits(seed, stream, step, first + from, words, 0, size);
      for (int i = 0; i < size; i++) {
        out[outOffset + from + i] = (float) (words[i] >>> 8) * 0x1p-24f;
      }
    }
  }
}
