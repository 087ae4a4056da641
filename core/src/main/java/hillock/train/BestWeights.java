package hillock.train;

import hillock.tensor.Parameters;
import org.jspecify.annotations.Nullable;

/** The weights of the best epoch so far, by a {@link Monitor}; nothing at all without one. */
final class BestWeights {
  private final @Nullable Monitor monitor;
  private final Parameters parameters;
  private float[] weights = {};

  BestWeights(@Nullable Monitor monitor, Parameters parameters) {
    this.monitor = monitor;
    this.parameters = parameters;
  }

  /** To be called after each epoch. */
  void look(History history) {
    if (monitor != null && monitor.best(history) == history.size() - 1) {
      weights = parameters.values().clone();
    }
  }

  /** Puts the best weights in place. */
  void restore() {
    if (weights.length > 0) {
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
