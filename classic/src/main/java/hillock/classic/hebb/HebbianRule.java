package hillock.classic.hebb;

/**
 * How the weights of linear units {@code y_k = Σ_j w_jk·x_j} change when an example x is seen: η times the following.
 * The inputs should have mean 0.
 */
public enum HebbianRule {
  /**
   * {@code y_k·x_j}: what fires together wires together. The weights grow without bound, towards the first principal
   * component. Hebb 1949, "The Organization of Behavior".
   */
  HEBB {
    @Override
    float remainder(float rest, float y, float w) {
      return rest;
    }
  },
  /**
   * {@code y_k·(x_j - y_k·w_jk)}: forgetting keeps the weights of each unit near length 1; all units find the first
   * principal component. Oja 1982, "A simplified neuron model as a principal component analyzer".
   */
  OJA {
    @Override
    float remainder(float rest, float y, float w) {
      return rest;
    }
  },
  /**
   * {@code y_k·(x_j - Σ_{i≤k} y_i·w_ji)}: each unit sees what those before it leave over, so that unit k finds
   * principal component k. Sanger 1989, "Optimal unsupervised learning in a single-layer linear feedforward neural
   * network".
   */
  SANGER {
    @Override
    float remainder(float rest, float y, float w) {
      return Math.fma(-y, w, rest);
    }
  };

  /** What the units after one with this output and weight see of an input of which it saw {@code rest}. */
  abstract float remainder(float rest, float y, float w);

  /** The change of a weight, divided by η·y, of a unit that sees {@code rest}. */
  float direction(float rest, float y, float w) {
    return this == HEBB ? rest : Math.fma(-y, w, rest);
  }
}
