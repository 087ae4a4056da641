package hillock.train;

import java.util.Optional;

/**
 * Ends a run when the training loss of an epoch is small enough.
 *
 * @param error largest loss to end with, 0 or more
 */
public record TargetError(double error) implements StopRule {
  /** Checks the range. */
  public TargetError {
    Checks.notNegative("TargetError: error", error);
  }

  @Override
  public Optional<Outcome> check(History history) {
    return history.size() > 0 && history.last().trainLoss() <= error
        ? Optional.of(new Outcome.TargetReached(history, error))
        : Optional.empty();
  }
}
