package hillock.train;

import java.util.Optional;

/**
 * A condition that ends a run after an epoch: a record and a pure function of the history, so that it survives a
 * resume.
 */
public interface StopRule extends Listener {
  /** The outcome to end with, or empty to go on. */
  Optional<Outcome> check(History history);

  /** The figure whose best epoch's weights are to be restored at the end; empty to keep the last ones. */
  default Optional<Monitor> monitor() {
    return Optional.empty();
  }
}
