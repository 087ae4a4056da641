package hillock.train;

/**
 * Gradient descent with momentum: {@code v ← μ·v + g + λ·w; w ← w - η·v}. Polyak 1964.
 *
 * @param learningRate η above 0
 * @param momentum μ from 0 to below 1; default 0.9
 * @param weightDecay λ ≥ 0
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record Momentum(double learningRate, double momentum, double weightDecay, double l1)
    implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public Momentum {
    Checks.positive("Momentum: learning rate", learningRate);
    Checks.fraction("Momentum: momentum", momentum);
    Checks.notNegative("Momentum: weight decay", weightDecay);
    Checks.notNegative("Momentum: l1", l1);
  }

  /** Without decay. */
  public Momentum(double learningRate, double momentum) {
    this(learningRate, momentum, 0, 0);
  }

  /** With momentum 0.9, without decay. */
  public Momentum(double learningRate) {
    this(learningRate, 0.9);
  }

  @Override
  public Momentum withLearningRate(double rate) {
    return new Momentum(rate, momentum, weightDecay, l1);
  }

  @Override
  public int memory() {
    return 1;
  }

  @Override
  public void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay) {
    float[] v = memory[0];
    float eta = (float) rate;
    float mu = (float) momentum;
    float lambda = (float) decay;
    for (int i = from; i < to; i++) {
      v[i] = mu * v[i] + (g[i] + lambda * w[i]);
      w[i] -= eta * v[i];
    }
  }
}
