package hillock.cli;

import hillock.data.DataException;
import hillock.data.Spelling;
import hillock.model.ModelException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Errors as people read them: one or two sentences that say where, what was got, what was expected and what to do. The
 * stack trace shows only with {@code --verbose} or when {@code HILLOCK_DEBUG} is set.
 */
record Errors(Terminal terminal) {
  /** For a command line that cannot be understood. */
  int wrongUse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    terminal.err().println("hillock: " + firstLine(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String guess = guess(unmatched.getUnmatched().getFirst(), command);
      if (guess != null) {
        terminal.err().println("Did you mean '" + guess + "'?");
      }
    }
    terminal
        .err()
        .println("See '" + command.getCommandSpec().qualifiedName() + " --help' for the options and examples.");
    trace(e, List.of(arguments).contains("--verbose"));
    return Main.WRONG_USE;
  }

  private static @Nullable String guess(String argument, CommandLine command) {
    List<String> known = new ArrayList<>();
    String name = argument;
    if (argument.startsWith("-")) {
      name = argument.replaceFirst("=.*", "");
      command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    } else {
      known.addAll(command.getSubcommands().keySet());
    }
    return Spelling.closest(name, known).orElse(null);
  }

  /** For a command that could not do its work. */
  int failure(Exception e, CommandLine command, ParseResult parsed) {
    boolean verbose = parsed.originalArgs().contains("--verbose");
    return report(e, verbose);
  }

  int report(Throwable e, boolean verbose) {
    terminal.err().println("hillock: " + message(e));
    trace(e, verbose);
    return code(e);
  }

  /** Bad input is the user's to mend; everything else failed. */
  private static int code(Throwable e) {
    return switch (e) {
      case DataException bad -> isDisk(bad) ? Main.FAILED : Main.WRONG_USE;
      case ModelException bad -> isDisk(bad) ? Main.FAILED : Main.WRONG_USE;
      case IllegalArgumentException bad -> Main.WRONG_USE;
      default -> Main.FAILED;
    };
  }

  private static boolean isDisk(Exception e) {
    return e.getCause() instanceof IOException && !(e.getCause() instanceof NoSuchFileException);
  }

  private static String message(Throwable e) {
    return switch (e) {
      case OutOfMemoryError full ->
          "memory: got only "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB, expected more for this data and network. Give Java more with HILLOCK_JAVA_OPTIONS=-Xmx8g,"
              + " or use a smaller network, a smaller --batch or fewer rows.";
      case FileSystemException file ->
          file.getFile()
              + ": "
              + (file.getReason() == null ? "cannot be read or written" : file.getReason())
              + ". Check that it exists and that you may use it.";
      case DataException known -> String.valueOf(known.getMessage());
      case ModelException known -> String.valueOf(known.getMessage());
      case IllegalArgumentException known when known.getMessage() != null -> String.valueOf(known.getMessage());
      case IllegalStateException known when known.getMessage() != null -> String.valueOf(known.getMessage());
      default ->
          "failed unexpectedly: "
              + e
              + ". This is a mistake in Hillock; run again with --verbose and report what it prints.";
    };
  }

  private void trace(Throwable e, boolean verbose) {
    if (verbose || System.getenv("HILLOCK_DEBUG") != null) {
      e.printStackTrace(terminal.err());
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "wrong use" : message.lines().findFirst().orElse("wrong use");
  }
}
