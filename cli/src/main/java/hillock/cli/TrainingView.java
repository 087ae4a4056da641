package hillock.cli;

import hillock.experiment.RunListener;
import hillock.train.Advice;
import hillock.train.EpochReport;
import hillock.train.Outcome;
import hillock.train.Progress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a training as it goes, on standard error. */
final class TrainingView implements RunListener {
  private final Terminal terminal;
  private final boolean quiet;
  private final ProgressLine line;
  private @Nullable String metric;
  private double value = Double.NaN;
  private volatile Runnable stop = () -> {};
  private volatile boolean stopped;

  TrainingView(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
    this.line = new ProgressLine(terminal, quiet);
  }

  @Override
  public void run(int run, int runs, String name) {
    line.clear();
    if (!quiet) {
      terminal.err().println("Run " + run + " of " + runs + ": " + name);
    }
  }

  @Override
  public void learningRateFound(double rate) {
    line.clear();
    if (!quiet) {
      terminal.err().println("Learning rate found: " + Figures.number(rate));
    }
  }

  @Override
  public void stoppable(Runnable interrupt) {
    stop = interrupt;
  }

  /** Ends the training after its present step, and those that would follow after their first. */
  void interrupt() {
    stopped = true;
    stop.run();
  }

  @Override
  public void started(Progress progress) {
    metric = null;
    value = Double.NaN;
  }

  @Override
  public void stepped(Progress progress) {
    if (stopped) {
      stop.run(); // asked for between two trainings
    }
    if (line.due()) {
      show(progress);
    }
  }

  @Override
  public void epochEnded(EpochReport report, Progress progress) {
    for (Map.Entry<String, Double> entry : report.metrics().entrySet()) {
      metric = entry.getKey();
      value = entry.getValue();
      break;
    }
  }

  private void show(Progress progress) {
    line.show(
        new ProgressLine.State(
            progress.epoch() + 1,
            progress.epochs(),
            progress.loss(),
            metric,
            value,
            progress.examplesPerSecond(),
            progress.secondsLeft()));
  }

  @Override
  public void warned(String message) {
    line.clear();
    terminal.err().println("Warning: " + message);
  }

  @Override
  public void advised(Advice advice) {
    if (!quiet) {
      line.clear();
      Wrapping.wrap(advice.title() + ": " + advice.observed(), terminal.width() - 1).forEach(terminal.err()::println);
    }
  }

  @Override
  public void ended(Outcome outcome) {
    line.clear();
  }
}
