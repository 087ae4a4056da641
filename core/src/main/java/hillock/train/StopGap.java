package hillock.train;

import java.util.Optional;

/**
 * Ends a run when training loss and validation loss are almost the same. They often are in the first epochs, when
 * nothing is learned yet, and again where overfitting begins: hence the least number of epochs.
 *
 * @param gap largest {@code |training loss - validation loss|} to end with, 0 or more
 * @param leastEpochs before the rule may end the run, at least 1; default 1
 */
public record StopGap(double gap, int leastEpochs) implements StopRule {
  /** Checks the ranges. */
  public StopGap {
    Checks.notNegative("StopGap: gap", gap);
    Checks.count("StopGap: least epochs", leastEpochs);
  }

  /** From the first epoch on. */
  public StopGap(double gap) {
    this(gap, 1);
  }

  @Override
  public Optional<Outcome> check(History history) {
    if (history.size() < leastEpochs) {
      return Optional.empty();
    }
    EpochReport last = history.last();
    return Math.abs(last.trainLoss() - last.validationLoss()) <= gap
        ? Optional.of(new Outcome.GapReached(history, gap))
        : Optional.empty();
  }
}
