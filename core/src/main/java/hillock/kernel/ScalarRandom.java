package hillock.kernel;

/** The random numbers of {@link ScalarKernels}. */
final class ScalarRandom {
  private static final int CHUNK = 1024;
  private static final ThreadLocal<ScalarRandom> BUFFERS = ThreadLocal.withInitial(ScalarRandom::new);

  private final int[] state = new int[Philox.WORDS];
  private final int[] block = new int[Philox.WORDS];
  private final int[] words = new int[CHUNK];
  private final float[] lastPair = new float[2];

  private ScalarRandom() {}

  static void bits(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    BUFFERS.get().fill(seed, stream, step, first, out, outOffset, n);
  }

  private void fill(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    Philox.stream(seed, stream, step, state, 0);
    int k0 = state[0], k1 = state[1], c2 = state[2], c3 = state[3];
    long counter = first / Philox.WORDS;
    int i = 0;
    for (; i + Philox.WORDS <= n; i += Philox.WORDS, counter++) {
      Philox.block((int) counter, (int) (counter >>> 32), c2, c3, k0, k1, out, outOffset + i);
    }
    if (i < n) {
      Philox.block((int) counter, (int) (counter >>> 32), c2, c3, k0, k1, block, 0);
      System.arraycopy(block, 0, out, outOffset + i, n - i);
    }
  }

  static void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    ScalarRandom buffers = BUFFERS.get();
    int[] words = buffers.words;
    for (int from = 0; from < n; from += CHUNK) {
      int size = Math.min(CHUNK, n - from);
      buffers.fill(seed, stream, step, first + from, words, 0, size);
      for (int i = 0; i < size; i++) {
        out[outOffset + from + i] = (float) (words[i] >>> 8) * 0x1p-24f;
      }
    }
  }

  static void normals(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    ScalarRandom buffers = BUFFERS.get();
    int[] words = buffers.words;
    for (int from = 0; from < n; from += CHUNK) {
      int size = Math.min(CHUNK, n - from);
      buffers.fill(seed, stream, step, first + from, words, 0, size + (size & 1));
      int i = 0;
      for (; i + 2 <= size; i += 2) {
        Normals.pair(words[i], words[i + 1], out, outOffset + from + i);
      }
      if (i < size) {
        Normals.pair(words[i], words[i + 1], buffers.lastPair, 0);
        out[outOffset + from + i] = buffers.lastPair[0];
      }
    }
  }
}
