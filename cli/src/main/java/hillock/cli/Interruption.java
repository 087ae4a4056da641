package hillock.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a request to end after the present step: the JVM's shutdown waits until the command has saved what
 * it has. Close it when that is done.
 */
final class Interruption implements AutoCloseable {
  /** A step takes milliseconds and saving seconds; whoever waits longer would kill the process anyway. */
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Until it is closed, Ctrl-C asks to end.
   *
   * @param interrupt asks; must return at once
   */
  Interruption(Terminal terminal, Runnable interrupt) {
    hook =
        new Thread(
            () -> {
              terminal.err().println();
              terminal.err().println("Ending after this step ...");
              interrupt.run();
              await();
            },
            "hillock-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      if (!saved.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger("hillock.cli").log(System.Logger.Level.WARNING, "the training did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, which is what this object is for.
    }
  }
}
