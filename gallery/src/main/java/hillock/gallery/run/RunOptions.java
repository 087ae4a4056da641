package hillock.gallery.run;

import hillock.kernel.KernelChoice;
import java.nio.file.Path;

/**
 * What the user chooses for a run.
 *
 * @param seed decides everything random
 * @param quick whether seconds count more than the figures
 * @param threads to compute with, at least 1; they never change a result
 * @param kernels that compute; they never change a result
 * @param data folder of the data sets
 */
public record RunOptions(long seed, boolean quick, int threads, KernelChoice kernels, Path data) {
  /** Checks the range. */
  public RunOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("gallery: got %d threads, expected at least 1".formatted(threads));
    }
  }
}
