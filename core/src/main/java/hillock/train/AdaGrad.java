package hillock.train;

/**
 * Gradient descent with a rate for each weight that falls with the gradients it has seen: {@code d = g + λ·w; s ← s +
 * d²; w ← w - η/(1 + (t-1)·rateDecay)·d/(√s + ε)}. Duchi et al. 2011.
 *
 * @param learningRate η above 0; default 0.01
 * @param rateDecay ≥ 0; default 0
 * @param epsilon ε above 0; default 1e-10
 * @param weightDecay λ ≥ 0
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record AdaGrad(double learningRate, double rateDecay, double epsilon, double weightDecay, double l1)
    implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public AdaGrad {
    Checks.positive("AdaGrad: learning rate", learningRate);
    Checks.notNegative("AdaGrad: rate decay", rateDecay);
    Checks.positive("AdaGrad: epsilon", epsilon);
    Checks.notNegative("AdaGrad: weight decay", weightDecay);
    Checks.notNegative("AdaGrad: l1", l1);
  }

  /** With the other values at their defaults. */
  public AdaGrad(double learningRate) {
    this(learningRate, 0, 1e-10, 0, 0);
  }

  /** With all values at their defaults. */
  public AdaGrad() {
    this(0.01);
  }

  @Override
  public AdaGrad withLearningRate(double rate) {
    return new AdaGrad(rate, rateDecay, epsilon, weightDecay, l1);
  }

  @Override
  public int memory() {
    return 1;
  }

  @Override
  public void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay) {
    float[] s = memory[0];
    float eta = (float) (rate / (1 + (step - 1) * rateDecay));
    float eps = (float) epsilon;
    float lambda = (float) decay;
    for (int i = from; i < to; i++) {
      float d = g[i] + lambda * w[i];
      s[i] += d * d;
      w[i] -= eta * (d / ((float) Math.sqrt(s[i]) + eps));
    }
  }
}
