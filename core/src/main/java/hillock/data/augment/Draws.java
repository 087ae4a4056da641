package hillock.data.augment;

import hillock.kernel.Kernels;
import hillock.kernel.Philox;
import hillock.kernel.ScalarKernels;

/**
 * The random numbers of one change of one image: a sequence that is a pure function of (seed, stream, step). Reused for
 * the next image; allocates nothing.
 */
public final class Draws {
  /** Keeps the numbers of {@link #uniforms} and {@link #normals} apart from those drawn one by one. */
  private static final long ARRAYS = 1L << 32;

  private static final Kernels KERNELS = new ScalarKernels();

  private final int[] key = new int[Philox.WORDS];
  private final int[] block = new int[Philox.WORDS];
  private long seed;
  private long stream;
  private long step;
  private long counter;
  private int used;

  /** Begins a sequence. */
  public void begin(long newSeed, long newStream, long newStep) {
    seed = newSeed;
    stream = newStream;
    step = newStep;
    Philox.stream(seed, stream, step, key, 0);
    counter = 0;
    used = Philox.WORDS;
  }

  private int word() {
    if (used == Philox.WORDS) {
      Philox.block((int) counter, (int) (counter >>> 32), key[2], key[3], key[0], key[1], block, 0);
      counter++;
      used = 0;
    }
    return block[used++];
  }

  /** The next number, uniform from 0 (included) to 1 (excluded). */
  public float uniform() {
    return (word() >>> 8) * 0x1p-24f;
  }

  /** The next number, uniform from {@code low} (included) to {@code high}. */
  public float between(double low, double high) {
    return (float) (low + (high - low) * uniform());
  }

  /** The next whole number from {@code low} to {@code high}, both included, each equally likely up to one in 2²⁴. */
  public int whole(int low, int high) {
    return low + (int) (uniform() * (high - low + 1));
  }

  /** Whether the next toss of a coin falls on heads. */
  public boolean heads() {
    return word() < 0;
  }

  /** Fills {@code y[0 .. n)} with uniform numbers from 0 to 1, the {@code part}-th such array of this change. */
  public void uniforms(int part, float[] y, int n) {
    KERNELS.uniforms(seed, stream + ARRAYS * (part + 1L), step, 0, y, 0, n);
  }

  /** Fills {@code y[0 .. n)} with normal numbers of mean 0 and deviation 1, the {@code part}-th such array. */
  public void normals(int part, float[] y, int n) {
    KERNELS.normals(seed, stream + ARRAYS * (part + 1L), step, 0, y, 0, n);
  }
}
