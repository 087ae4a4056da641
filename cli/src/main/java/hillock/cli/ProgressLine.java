package hillock.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a training goes: one line that redraws itself on a terminal, otherwise a plain line now and then.
 *
 * <pre>{@code epoch 12/40  loss 0.0342  accuracy 0.9812  45,120 rows/s  0:12 left}</pre>
 */
final class ProgressLine {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;

  private final Terminal terminal;
  private final boolean quiet;
  private long lastShown;
  private boolean drawn;

  ProgressLine(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /**
   * What is known after a step or an epoch.
   *
   * @param epoch from 1
   * @param epochs most epochs there will be
   * @param loss mean training loss of the epoch so far
   * @param metric name of the validation metric; null when nothing is measured
   * @param value its last value; NaN before the first
   * @param rowsPerSecond training rows a second
   * @param secondsLeft until the last epoch; NaN when unknown
   */
  record State(
      int epoch,
      int epochs,
      double loss,
      @Nullable String metric,
      double value,
      double rowsPerSecond,
      double secondsLeft) {
    String text(int width) {
      String line =
          String.format(
              Locale.ROOT,
              "epoch %" + Integer.toString(epochs).length() + "d/%d  loss %s",
              epoch,
              epochs,
              Figures.number(loss));
      if (metric != null && !Double.isNaN(value)) {
        line += "  " + metric + " " + Figures.number(value);
      }
      if (rowsPerSecond > 0) {
        line += "  " + Figures.count(Math.round(rowsPerSecond)) + " rows/s";
      }
      if (!Double.isNaN(secondsLeft)) {
        line += "  " + Figures.duration(secondsLeft) + " left";
      }
      return Figures.cut(line, width - 1);
    }
  }

  /** Whether the last line was shown long enough ago; the first one is due at once. */
  boolean due() {
    long pause = terminal.errIsTerminal() ? REDRAW_NANOS : PLAIN_NANOS;
    return !quiet && (lastShown == 0 || System.nanoTime() - lastShown >= pause);
  }

  /** Shows a state when one is due. */
  void show(State state) {
    if (due()) {
      show(state.text(terminal.width()));
    }
  }

  /** Shows a text of less than a line. */
  void show(String text) {
    lastShown = System.nanoTime();
    if (terminal.errIsTerminal()) {
      // Blanks wipe what a longer line left: unlike an escape code they also work on a dumb terminal.
      terminal.err().print("\r" + text + " ".repeat(terminal.width() - 1 - text.length()));
      terminal.err().flush();
      drawn = true;
    } else {
      terminal.err().println(text);
    }
  }

  /** Wipes the line, so that other text may follow. */
  void clear() {
    if (drawn) {
      terminal.err().print("\r" + " ".repeat(terminal.width() - 1) + "\r");
      terminal.err().flush();
      drawn = false;
    }
  }
}
