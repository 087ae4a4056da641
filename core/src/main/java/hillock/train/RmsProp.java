package hillock.train;

/**
 * Gradient descent divided by a running root mean square of the gradient: {@code d = g + λ·w; s ← α·s + (1-α)·d²; w ← w
 * - η·d/(√s + ε)}; with momentum {@code b ← μ·b + d/(√s + ε); w ← w - η·b}. Tieleman and Hinton 2012.
 *
 * @param learningRate η above 0; default 0.01
 * @param alpha α from 0 to below 1; default 0.99
 * @param epsilon ε above 0; default 1e-8
 * @param momentum μ from 0 to below 1; default 0
 * @param weightDecay λ ≥ 0
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record RmsProp(double learningRate, double alpha, double epsilon, double momentum, double weightDecay, double l1)
    implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public RmsProp {
    Checks.positive("RmsProp: learning rate", learningRate);
    Checks.fraction("RmsProp: alpha", alpha);
    Checks.positive("RmsProp: epsilon", epsilon);
    Checks.fraction("RmsProp: momentum", momentum);
    Checks.notNegative("RmsProp: weight decay", weightDecay);
    Checks.notNegative("RmsProp: l1", l1);
  }

  /** With the other values at their defaults. */
  public RmsProp(double learningRate) {
    this(learningRate, 0.99, 1e-8, 0, 0, 0);
  }

  /** With all values at their defaults. */
  public RmsProp() {
    this(0.01);
  }

  @Override
  public RmsProp withLearningRate(double rate) {
    return new RmsProp(rate, alpha, epsilon, momentum, weightDecay, l1);
  }

  @Override
  public int memory() {
    return momentum == 0 ? 1 : 2;
  }

  @Override
  public void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay) {
    float[] s = memory[0];
    float eta = (float) rate;
    float a = (float) alpha;
    float rest = (float) (1 - alpha);
    float eps = (float) epsilon;
    float lambda = (float) decay;
    if (momentum == 0) {
      for (int i = from; i < to; i++) {
        float d = g[i] + lambda * w[i];
        s[i] = a * s[i] + rest * d * d;
        w[i] -= eta * (d / ((float) Math.sqrt(s[i]) + eps));
      }
      return;
    }
    float[] b = memory[1];
    float mu = (float) momentum;
    for (int i = from; i < to; i++) {
      float d = g[i] + lambda * w[i];
      s[i] = a * s[i] + rest * d * d;
      b[i] = mu * b[i] + d / ((float) Math.sqrt(s[i]) + eps);
      w[i] -= eta * b[i];
    }
  }
}
