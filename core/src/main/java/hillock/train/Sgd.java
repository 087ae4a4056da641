package hillock.train;

/**
 * Gradient descent: {@code w ← w - η·(g + λ·w)}.
 *
 * @param learningRate η above 0
 * @param weightDecay λ ≥ 0, usually 0 to 1e-3
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record Sgd(double learningRate, double weightDecay, double l1) implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public Sgd {
    Checks.positive("Sgd: learning rate", learningRate);
    Checks.notNegative("Sgd: weight decay", weightDecay);
    Checks.notNegative("Sgd: l1", l1);
  }

  /** Without decay. */
  public Sgd(double learningRate) {
    this(learningRate, 0, 0);
  }

  @Override
  public Sgd withLearningRate(double rate) {
    return new Sgd(rate, weightDecay, l1);
  }

  @Override
  public int memory() {
    return 0;
  }

  @Override
  public void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay) {
    float eta = (float) rate;
    float lambda = (float) decay;
    for (int i = from; i < to; i++) {
      w[i] -= eta * (g[i] + lambda * w[i]);
    }
  }
}
