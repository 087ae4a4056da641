package hillock.train;

/**
 * Gradient descent with Nesterov's momentum: {@code d = g + λ·w; v ← μ·v + d; w ← w - η·(d + μ·v)}. Nesterov 1983, in
 * the form of Sutskever et al. 2013 that PyTorch uses.
 *
 * @param learningRate η above 0
 * @param momentum μ from 0 to below 1; default 0.9
 * @param weightDecay λ ≥ 0
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record Nesterov(double learningRate, double momentum, double weightDecay, double l1)
    implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public Nesterov {
    Checks.positive("Nesterov: learning rate", learningRate);
    Checks.fraction("Nesterov: momentum", momentum);
    Checks.notNegative("Nesterov: weight decay", weightDecay);
    Checks.notNegative("Nesterov: l1", l1);
  }

  /** Without decay. */
  public Nesterov(double learningRate, double momentum) {
    this(learningRate, momentum, 0, 0);
  }

  /** With momentum 0.9, without decay. */
  public Nesterov(double learningRate) {
    this(learningRate, 0.9);
  }

  @Override
  public Nesterov withLearningRate(double rate) {
    return new Nesterov(rate, momentum, weightDecay, l1);
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
      float d = g[i] + lambda * w[i];
      v[i] = mu * v[i] + d;
      w[i] -= eta * (d + mu * v[i]);
    }
  }
}
