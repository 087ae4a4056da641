package hillock.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things with buffers, each used by one thread at a time. There are at most two a processor, however many threads ask:
 * with one for each of ten thousand virtual threads, buffers would fill the memory and make nothing faster.
 */
final class Pool<T> {
  private final Supplier<T> maker;
  private final Semaphore permits = new Semaphore(2 * Runtime.getRuntime().availableProcessors());
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<T> idle = new ArrayDeque<>();

  Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  void use(Consumer<? super T> user) {
    permits.acquireUninterruptibly();
    try {
      T thing = take();
      user.accept(thing); // after a failure the thing is left to the garbage collector
      put(thing);
    } finally {
      permits.release();
    }
  }

  private T take() {
    lock.lock();
    try {
      T thing = idle.pollLast(); // the last one used has its buffers in the cache
      return thing == null ? maker.get() : thing;
    } finally {
      lock.unlock();
    }
  }

  private void put(T thing) {
    lock.lock();
    try {
      idle.addLast(thing);
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
