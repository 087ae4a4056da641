package hillock.train;

import java.util.Optional;

/**
 * Ends a run when the monitored figure has not become better for some epochs, and restores the weights of its best
 * epoch. Prechelt 1998.
 *
 * @param watched the figure, as a rule on validation data
 * @param patience epochs without a better one, at least 1
 */
public record EarlyStopping(Monitor watched, int patience) implements StopRule {
  /** Checks the range. */
  public EarlyStopping {
    Checks.count("EarlyStopping: patience", patience);
  }

  /** On a metric of the validation data. */
  public EarlyStopping(Metric metric, int patience) {
    this(Monitor.of(metric), patience);
  }

  /** On the validation loss. */
  public EarlyStopping(int patience) {
    this(Monitor.LOSS, patience);
  }

  @Override
  public Optional<Outcome> check(History history) {
    int best = watched.best(history);
    return history.size() - 1 - best >= patience
        ? Optional.of(new Outcome.StoppedEarly(history, watched.name(), best))
        : Optional.empty();
  }

  @Override
  public Optional<Monitor> monitor() {
    return Optional.of(watched);
  }
}
