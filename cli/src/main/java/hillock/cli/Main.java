package hillock.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The {@code hillock} command; every task is a subcommand. */
@Command(
    name = "hillock",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Train, check and use neural networks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      RecommendCommand.class,
      InspectCommand.class,
      DataCommand.class,
      GalleryCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  hillock train digits                         handwritten digits, built in",
      "  hillock train houses.csv --target price      your own table",
      "  hillock predict houses.hillock new.csv       predictions for new rows",
      "  hillock train --help                         all options of a command",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong use or bad input, 130 ended by Ctrl-C."
    })
public final class Main implements Runnable {
  /** Everything went well. */
  static final int DONE = 0;

  /** The work could not be finished: a diverged training, a full disk, too little memory. */
  static final int FAILED = 1;

  /** The command line or the input is at fault. */
  static final int WRONG_USE = 2;

  /** Ctrl-C ended the work before its result. */
  static final int INTERRUPTED = 130;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private final Terminal terminal;

  Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the command line and ends the JVM with 0 (done), 1 (failed) or 2 (wrong use or bad input). */
  public static void main(String... arguments) {
    StandardError.restore();
    System.exit(run(arguments, Terminal.system()));
  }

  /**
   * Runs a command line within this JVM.
   *
   * @return the exit code: 0 done, 1 failed, 2 wrong use or bad input; the JVM itself makes it 130 after Ctrl-C
   */
  public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
    return run(arguments, Terminal.piped(in, out, err));
  }

  static int run(String[] arguments, Terminal terminal) {
    CommandLine line = new CommandLine(new Main(terminal), new CommandFactory(terminal));
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    boolean colour = terminal.outIsTerminal() && terminal.colour();
    line.setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF));
    line.setUsageHelpWidth(terminal.width());
    line.setAbbreviatedOptionsAllowed(false);
    Errors errors = new Errors(terminal);
    line.setParameterExceptionHandler(errors::wrongUse);
    line.setExecutionExceptionHandler(errors::failure);
    int code = line.execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return terminal.out().checkError() && code == DONE ? FAILED : code;
  }

  @Override
  public void run() {
    spec.commandLine().usage(terminal.out());
  }
}
