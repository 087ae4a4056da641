package hillock.cli;

import hillock.data.DataException;
import hillock.kernel.KernelChoice;
import picocli.CommandLine.Option;

/** What computes; none of it changes a result. */
final class EngineOptions {
  private static final int MOST_THREADS = 1024;

  @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: one a processor.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--kernels", paramLabel = "KIND", description = "auto, scalar or simd. Default: auto.")
  String kernels = "auto";

  int threads() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new DataException("--threads", threads + "", "a whole number from 1 to " + MOST_THREADS, "");
    }
    return threads;
  }

  KernelChoice kernels() {
    KernelChoice choice = KernelChoice.of(kernels);
    choice.kernels(); // says now, not in the middle of a run, when they cannot run
    return choice;
  }
}
