package hillock.model;

import hillock.kernel.Engine;
import hillock.tensor.Tape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tapes for prediction, each used by one thread at a time. There are at most two a processor, however many threads ask:
 * with a tape for each of ten thousand virtual threads, buffers would fill the memory and make nothing faster.
 */
final class TapePool {
  private final Supplier<Engine> engines;
  private final Semaphore permits = new Semaphore(2 * Runtime.getRuntime().availableProcessors());
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Tape> idle = new ArrayDeque<>();

  TapePool(Supplier<Engine> engines) {
    this.engines = engines;
  }

  <R> R with(Function<Tape, R> use) {
    permits.acquireUninterruptibly();
    try {
      Tape tape = take();
      R result = use.apply(tape); // after a failure the tape is left to the garbage collector
      put(tape);
      return result;
    } finally {
      permits.release();
    }
  }

  private Tape take() {
    lock.lock();
    try {
      Tape tape = idle.pollLast(); // the last one used has its buffers in the cache
      return tape == null ? Tape.inference(engines.get()) : tape;
    } finally {
      lock.unlock();
    }
  }

  private void put(Tape tape) {
    lock.lock();
    try {
      idle.addLast(tape);
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      idle.clear();
    } finally {
      lock.unlock();
    }
  }
}
