package hillock.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes, and what can be shown there.
 *
 * @param out results: what a pipe is for
 * @param err progress, notes and errors
 * @param outIsTerminal whether somebody is looking at {@code out}, so that colours make sense there
 * @param errIsTerminal whether a line of {@code err} may be redrawn
 * @param colour whether escape codes are welcome at all; see no-color.org
 * @param width columns to lay everything out for
 * @param ink what curves and pictures are drawn with
 */
record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean colour,
    int width,
    Ink ink) {
  /** Columns that everything is laid out for when nobody says how many there are. */
  static final int WIDTH = 80;

  private static final int NARROWEST = 40;
  private static final int WIDEST = 200;

  /** The process's own streams. */
  static Terminal system() {
    Map<String, String> environment = System.getenv();
    boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
    // Names from the data stay UTF-8 whatever the locale: results are for programs, too.
    return new Terminal(
        System.in,
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        isTerminal(1),
        StandardError.isTerminal() || isTerminal(2),
        colour,
        width(environment.get("COLUMNS")),
        Ink.of(environment, System.getProperty("stdout.encoding", "")));
  }

  /** Streams that nobody looks at, such as a test's. */
  static Terminal piped(InputStream in, PrintStream out, PrintStream err) {
    return new Terminal(in, out, err, false, false, false, WIDTH, Ink.UNICODE);
  }

  /** The same, with all that is not a result going to {@code err}: for output that a program reads. */
  Terminal resultsOnly() {
    return new Terminal(in, err, err, errIsTerminal, errIsTerminal, colour, width, ink);
  }

  /** What COLUMNS says, within reason; 80 when it says nothing. */
  static int width(@Nullable String columns) {
    try {
      return columns == null || columns.isBlank()
          ? WIDTH
          : Math.clamp(Integer.parseInt(columns.strip()), NARROWEST, WIDEST);
    } catch (NumberFormatException e) {
      return WIDTH;
    }
  }

  /** Text in bold on {@link #out} where that can be shown. */
  String bold(String text) {
    return outIsTerminal && colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /**
   * Java's console knows only whether input and output both are terminals; Linux tells for each stream. Elsewhere the
   * console's answer stands for both.
   */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      if (Files.isSymbolicLink(link)) {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
      }
    } catch (IOException e) {
      return false; // a stream that cannot even be named is no terminal
    }
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
