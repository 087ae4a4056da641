package hillock.train;

/**
 * Adam, adaptive moments: {@code d = g + λ·w; m ← β₁·m + (1-β₁)·d; v ← β₂·v + (1-β₂)·d²; w ← w - η/(1-β₁ᵗ)·m /
 * (√v/√(1-β₂ᵗ) + ε)}. Kingma and Ba 2015, arXiv:1412.6980.
 *
 * @param learningRate η above 0; default 0.001
 * @param beta1 β₁ from 0 to below 1; default 0.9
 * @param beta2 β₂ from 0 to below 1; default 0.999
 * @param epsilon ε above 0; default 1e-8
 * @param weightDecay λ ≥ 0, part of the gradient; default 0
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double l1)
    implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public Adam {
    Checks.positive("Adam: learning rate", learningRate);
    Checks.fraction("Adam: beta1", beta1);
    Checks.fraction("Adam: beta2", beta2);
    Checks.positive("Adam: epsilon", epsilon);
    Checks.notNegative("Adam: weight decay", weightDecay);
    Checks.notNegative("Adam: l1", l1);
  }

  /** With the other values at their defaults. */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8, 0, 0);
  }

  /** With all values at their defaults. */
  public Adam() {
    this(1e-3);
  }

  @Override
  public Adam withLearningRate(double rate) {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay, l1);
  }

  @Override
  public int memory() {
    return 2;
  }

  @Override
  public void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay) {
    float[] m = memory[0];
    float[] v = memory[1];
    float eta = (float) (rate / (1 - ExactMath.power(beta1, step)));
    float scale = (float) (1 / Math.sqrt(1 - ExactMath.power(beta2, step))); // divisions bound this loop
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    float lambda = (float) decay;
    for (int i = from; i < to; i++) {
      float d = g[i] + lambda * w[i];
      m[i] = b1 * m[i] + rest1 * d;
      v[i] = b2 * v[i] + rest2 * d * d;
      w[i] -= eta * (m[i] / ((float) Math.sqrt(v[i]) * scale + eps));
    }
  }
}
