package hillock.classic.spiking;

/**
 * What stands in for the derivative of a neuron's firing, which is 0 everywhere but at the threshold, where there is
 * none. v is the membrane potential above the threshold, k the steepness; each is 1 at v = 0. Neftci, Mostafa and Zenke
 * 2019, "Surrogate gradient learning in spiking neural networks", arXiv:1901.09948.
 */
public enum Surrogate {
  /** {@code 1 / (1 + k·|v|)²}, the slope of {@code v / (1 + k·|v|)}. Zenke and Ganguli 2018, arXiv:1705.11146. */
  FAST_SIGMOID {
    @Override
    float slope(float v, float k) {
      float d = 1f + k * Math.abs(v);
      return 1f / (d * d);
    }
  },
  /** {@code 1 / (1 + (k·v)²)}, the slope of {@code arctan(k·v) / k}. Fang et al. 2021, arXiv:2007.05785. */
  ARCTAN {
    @Override
    float slope(float v, float k) {
      float scaled = k * v;
      return 1f / (1f + scaled * scaled);
    }
  };

  abstract float slope(float v, float k);
}
