package hillock.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * The standard error of the caller. The launcher script starts the JVM with a filter as its standard error, which drops
 * the JVM's warning about incubator modules, and leaves the real one open as another descriptor ({@code
 * -Dhillock.stderr}). Writing there directly keeps the order of what is printed to both standard streams of a terminal,
 * which a pipe would not.
 */
final class StandardError {
  private StandardError() {}

  /** Makes {@link System#err} the caller's standard error; without the launcher it is that already. */
  static void restore() {
    Integer number = Integer.getInteger("hillock.stderr");
    if (number == null) return;
    try {
      var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      var stream = new FileOutputStream(constructor.newInstance(number));
      System.setErr(new PrintStream(stream, true, System.err.charset()));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // The filter passes on everything else that is written to the JVM's own standard error, only a little later.
    }
  }

  /** Whether standard error is a terminal, which Java cannot tell by itself. */
  static boolean isTerminal() {
    return Boolean.getBoolean("hillock.stderr.terminal");
  }
}
