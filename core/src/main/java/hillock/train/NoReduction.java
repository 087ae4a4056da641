package hillock.train;

import java.util.Optional;

/**
 * Ends a run when the training loss falls no further: when the least loss of the last epochs is not below the least one
 * before them by more than a fraction of it.
 *
 * @param fraction 0 or more; default 1e-4
 * @param epochs looked at, at least 1; default 10
 */
public record NoReduction(double fraction, int epochs) implements StopRule {
  /** Checks the ranges. */
  public NoReduction {
    Checks.notNegative("NoReduction: fraction", fraction);
    Checks.count("NoReduction: epochs", epochs);
  }

  /** With all values at their defaults. */
  public NoReduction() {
    this(1e-4, 10);
  }

  @Override
  public Optional<Outcome> check(History history) {
    if (history.size() <= epochs) {
      return Optional.empty();
    }
    double before = Double.POSITIVE_INFINITY;
    double lately = Double.POSITIVE_INFINITY;
    int border = history.size() - epochs;
    for (EpochReport report : history.epochs()) {
      if (report.epoch() < border) {
        before = Math.min(before, report.trainLoss());
      } else {
        lately = Math.min(lately, report.trainLoss());
      }
    }
    return lately >= before - fraction * Math.abs(before)
        ? Optional.of(new Outcome.Converged(history, epochs))
        : Optional.empty();
  }
}
