package hillock.train;

import hillock.tensor.Parameters;
import org.jspecify.annotations.Nullable;

/** The weights of the best epoch so far, by a {@link Monitor}; nothing at all without one. */
final class BestWeights {
  private final @Nullable Monitor monitor;
  private final TrainingStep training;
  private float[] weights = {};

  BestWeights(@Nullable Monitor monitor, TrainingStep training) {
    this.monitor = monitor;
    this.training = training;
  }

  /** To be called after each epoch. */
  void look(History history) {
    if (monitor == null) {
      return;
    }
    float[] present = training.parameters().values();
    if (weights.length > 0 && weights.length != present.length) {
      throw new IllegalStateException(
          ("best weights: the network changed from %d to %d values, so the weights before cannot be restored."
                  + " Train without a figure to restore the best by (keepBest, EarlyStopping).")
              .formatted(weights.length, present.length));
    }
    if (monitor.best(history) == history.size() - 1) {
      weights = present.clone();
    }
  }

  /** Puts the best weights in place. */
  void restore() {
    if (weights.length > 0) {
      Parameters parameters = training.parameters();
      System.arraycopy(weights, 0, parameters.values(), 0, weights.length);
      parameters.changed();
    }
  }

  void save(State state) {
    state.put("best.weights", weights);
  }

  void load(State state) {
    weights = state.array("best.weights");
  }
}
