package hillock.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code hillock} command; every task is a subcommand. */
@Command(
    name = "hillock",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Train, check and use neural networks.")
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs the command line and ends the JVM with 0 (done), 1 (failed) or 2 (wrong use or bad input). */
  public static void main(String... arguments) {
    StandardError.restore();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
