package hillock.train;

import java.util.Locale;

/** How a run ended. */
public sealed interface Outcome {
  /** Reports of all finished epochs. */
  History history();

  /** A sentence for people. */
  String explanation();

  /** Short name for reports, such as {@code stopped-early}. */
  default String name() {
    return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Made all epochs that were asked for. */
  record Completed(History history) implements Outcome {
    @Override
    public String explanation() {
      return "Completed all %d epochs.".formatted(history.size());
    }
  }

  /** The monitored figure became no better. */
  record StoppedEarly(History history, String monitor, int bestEpoch) implements Outcome {
    @Override
    public String explanation() {
      return "Stopped early after epoch %d: %s has not become better since epoch %d."
          .formatted(history.size(), monitor, bestEpoch + 1);
    }
  }

  /** The training loss became small enough. */
  record TargetReached(History history, double target) implements Outcome {
    @Override
    public String explanation() {
      return "Reached the target in epoch %d: training loss %.6g is at most %s."
          .formatted(history.size(), history.last().trainLoss(), target);
    }
  }

  /** The training loss falls no further. */
  record Converged(History history, int epochs) implements Outcome {
    @Override
    public String explanation() {
      return "Converged in epoch %d: training loss %.6g has fallen no further for %d epochs."
          .formatted(history.size(), history.last().trainLoss(), epochs);
    }
  }

  /** Training loss and validation loss became almost the same. */
  record GapReached(History history, double gap) implements Outcome {
    @Override
    public String explanation() {
      return "Stopped in epoch %d: training loss %.6g and validation loss %.6g differ by at most %s."
          .formatted(history.size(), history.last().trainLoss(), history.last().validationLoss(), gap);
    }
  }

  /**
   * The loss or the weights became NaN or infinite.
   *
   * @param where the first op that made such a number
   * @param step number from 0
   * @param epoch number from 0
   */
  record Diverged(History history, String where, long step, int epoch) implements Outcome {
    @Override
    public String explanation() {
      return ("Diverged at step %d of epoch %d: the first number that is NaN or infinite came from %s."
              + " Try a smaller learning rate, gradient clipping or scaled inputs.")
          .formatted(step + 1, epoch + 1, where);
    }
  }

  /**
   * Somebody asked to end.
   *
   * @param step steps made
   * @param epoch number from 0
   */
  record Interrupted(History history, long step, int epoch) implements Outcome {
    @Override
    public String explanation() {
      return "Interrupted after step %d, in epoch %d.".formatted(step, epoch + 1);
    }
  }
}
