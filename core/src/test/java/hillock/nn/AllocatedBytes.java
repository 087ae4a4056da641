package hillock.nn;

import java.lang.management.ManagementFactory;

/** Measures what the calling thread puts on the heap. */
final class AllocatedBytes {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int ROUNDS = 5;

  private AllocatedBytes() {}

  /**
   * Bytes that so many runs of the body allocate: the least of several rounds, after one for warming up. When the JVM
   * replaces compiled code it may allocate a few objects once; what the body itself allocates, it allocates every time.
   */
  static long of(Runnable body, int runs) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round <= ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < runs; i++) {
        body.run();
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (round > 0) {
        least = Math.min(least, bytes);
      }
    }
    return least;
  }
}
