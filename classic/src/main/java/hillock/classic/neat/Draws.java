package hillock.classic.neat;

import hillock.kernel.KernelChoice;
import hillock.kernel.Kernels;

/** Random numbers one after the other, a pure function of seed, stream and step. */
final class Draws {
  private static final Kernels KERNELS = KernelChoice.SCALAR.kernels();

  private final float[] buffer = new float[256];
  private final long seed;
  private final long stream;
  private final long step;
  private long made;
  private int used = buffer.length;

  Draws(long seed, long stream, long step) {
    this.seed = seed;
    this.stream = stream;
    this.step = step;
  }

  /** From 0 (included) to 1 (excluded). */
  float uniform() {
    if (used == buffer.length) {
      KERNELS.uniforms(seed, stream, step, made, buffer, 0, buffer.length);
      made += buffer.length;
      used = 0;
    }
    return buffer[used++];
  }

  /** From -size to size. */
  float around(double size) {
    return (float) size * (2 * uniform() - 1);
  }

  /** Whether something of this probability happens. */
  boolean happens(double probability) {
    return uniform() < probability;
  }

  /** From 0 to n - 1. */
  int below(int n) {
    return (int) (uniform() * (double) n); // a double, so that n itself never comes out
  }
}
