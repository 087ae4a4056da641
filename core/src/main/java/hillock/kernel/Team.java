package hillock.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that works through the parts of one task at a time.
 *
 * <p>The caller takes part, so a team of n threads starts n - 1 workers, all daemons. Between tasks a worker spins for
 * some ten microseconds, because waking a parked thread costs more than many tasks take, then parks. A call allocates
 * nothing.
 *
 * <p>Which thread runs which part is left open; results must not depend on it. A call made while the team is busy, from
 * within a part or from another thread, runs all its parts on its own caller: nothing ever waits for a free team.
 */
public final class Team implements AutoCloseable {
  /** Work that is done in numbered parts, in any order and by any thread. */
  @FunctionalInterface
  public interface Task {
    /** Does one part, numbered from 0. */
    void run(int part);
  }

  private static final int SPINS = 2000;

  private final int threads;
  private final int spins;
  private final Worker[] workers;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * The parts not yet claimed. Upper half: the first; lower half: the one after the last. The caller claims from the
   * front and workers from the end, so that of two threads each meets the same half of the weights in product after
   * product and in the update: what the other one wrote is slow to fetch.
   */
  private final AtomicLong open = new AtomicLong();

  private final AtomicInteger unfinished = new AtomicInteger();
  private volatile Thread waiting;
  private volatile boolean closed;

  // written before `open` announces a task, read after a claim succeeded: the claim keeps them in place
  private Task task;

  private Throwable failure;

  private Team(int threads) {
    this.threads = threads;
    // with more threads than processors, spinning only keeps the others from working
    spins = threads <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /**
   * A team of this many threads, the caller of {@link #run} included.
   *
   * @throws IllegalArgumentException when threads is not from 1 to 1024
   */
  public static Team of(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("team: got " + threads + " threads, expected 1 to 1024");
    }
    return new Team(threads);
  }

  /** The number of threads, the caller included. */
  public int threads() {
    return threads;
  }

  /**
   * Runs parts 0 to parts - 1 and returns when all are done. When parts fail, the others still run; then the first
   * failure noticed is thrown, with later ones suppressed in it.
   */
  public void run(Task task, int parts) {
    if (parts <= 1 || threads == 1 || closed || !busy.compareAndSet(false, true)) {
      for (int part = 0; part < parts; part++) {
        task.run(part);
      }
      return;
    }
    try {
      this.task = task;
      unfinished.set(parts);
      open.set(parts);
      wake(parts - 1);
      work(true);
      await();
      Throwable thrown = failure;
      if (thrown != null) {
        rethrow(thrown);
      }
    } finally {
      this.task = null;
      failure = null;
      busy.set(false);
    }
  }

  private void wake(int wanted) {
    for (int i = 0; i < workers.length && i < wanted; i++) {
      if (workers[i].parked) {
        LockSupport.unpark(workers[i]);
      }
    }
  }

  private static boolean any(long parts) {
    return (int) (parts >>> 32) < (int) parts;
  }

  /** Claims parts and runs them until none is open. A claim that hits a later task than it saw is as good. */
  private void work(boolean fromFront) {
    for (long seen = open.get(); any(seen); seen = open.get()) {
      if (!open.compareAndSet(seen, fromFront ? seen + (1L << 32) : seen - 1)) {
        continue;
      }
      try {
        task.run(fromFront ? (int) (seen >>> 32) : (int) seen - 1);
      } catch (Throwable e) {
        record(e);
      }
      if (unfinished.decrementAndGet() == 0) {
        // read after the last part is reported: earlier, the caller might be about to park and be missed
        LockSupport.unpark(waiting);
      }
    }
  }

  private void await() {
    for (int i = 0; i < spins; i++) {
      if (unfinished.get() == 0) {
        return;
      }
      Thread.onSpinWait();
    }
    waiting = Thread.currentThread();
    while (unfinished.get() != 0) {
      LockSupport.park(this);
    }
    waiting = null;
  }

  @SuppressWarnings("ReferenceEquality") // an exception must not suppress itself
  private synchronized void record(Throwable e) {
    if (failure == null) {
      failure = e;
    } else if (failure != e) {
      failure.addSuppressed(e);
    }
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    throw new IllegalStateException(thrown); // a part smuggled a checked exception past the compiler
  }

  /** Ends the workers. Later calls of {@link #run} run on their callers alone. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  /** The worker threads, for tests. */
  Thread[] workers() {
    return workers.clone();
  }

  private final class Worker extends Thread {
    volatile boolean parked;

    Worker(int number) {
      super("hillock-" + number);
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!closed) {
        work(false);
        int spin = 0;
        while (spin < spins && !any(open.get())) {
          Thread.onSpinWait();
          spin++;
        }
        if (spin == spins) {
          parked = true;
          // looked at again after `parked` is visible: a task announced in between is not slept through
          if (!any(open.get()) && !closed) {
            LockSupport.park(Team.this);
          }
          parked = false;
        }
      }
    }
  }
}
