package hillock.train;

/**
 * Adam with decoupled weight decay: {@code w ← w - η·λ·w}, then the step of {@link Adam} without decay. Loshchilov and
 * Hutter 2019, arXiv:1711.05101.
 *
 * @param learningRate η above 0; default 0.001
 * @param beta1 β₁ from 0 to below 1; default 0.9
 * @param beta2 β₂ from 0 to below 1; default 0.999
 * @param epsilon ε above 0; default 1e-8
 * @param weightDecay λ ≥ 0; default 0.01
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double l1)
    implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public AdamW {
    Checks.positive("AdamW: learning rate", learningRate);
    Checks.fraction("AdamW: beta1", beta1);
    Checks.fraction("AdamW: beta2", beta2);
    Checks.positive("AdamW: epsilon", epsilon);
    Checks.notNegative("AdamW: weight decay", weightDecay);
    Checks.notNegative("AdamW: l1", l1);
  }

  /** With this decay, the other values at their defaults. */
  public AdamW(double learningRate, double weightDecay) {
    this(learningRate, 0.9, 0.999, 1e-8, weightDecay, 0);
  }

  /** With the other values at their defaults. */
  public AdamW(double learningRate) {
    this(learningRate, 0.01);
  }

  /** With all values at their defaults. */
  public AdamW() {
    this(1e-3);
  }

  @Override
  public AdamW withLearningRate(double rate) {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay, l1);
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
    float keep = (float) (1 - rate * decay);
    for (int i = from; i < to; i++) {
      m[i] = b1 * m[i] + rest1 * g[i];
      v[i] = b2 * v[i] + rest2 * g[i] * g[i];
      w[i] = keep * w[i] - eta * (m[i] / ((float) Math.sqrt(v[i]) * scale + eps));
    }
  }
}
