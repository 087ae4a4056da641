package hillock.classic.cascade;

import hillock.train.ElementwiseOptimizer;

/**
 * Quickprop: each weight jumps to the lowest point of the parabola through its last two slopes. With the slope s, the
 * one before it s' and the last change d, all of one weight,
 *
 * <pre>{@code
 * parabola = d · s / (s' - s), but at most μ·d, and μ·d where s is not below s'·μ/(1 + μ)
 * descent  = -η·s, unless the weight has crossed a valley (s and d of one sign)
 * w ← w + parabola + descent
 * }</pre>
 *
 * <p>A method for full batches: two slopes of different rows have no parabola. Fahlman 1988, CMU-CS-88-162.
 *
 * @param learningRate η above 0
 * @param growth μ above 0, the most that a step may grow by; 1.75 to 2.25 as a rule
 * @param weightDecay λ ≥ 0: the slope is {@code g + λ·w}
 * @param l1 ≥ 0, see {@link ElementwiseOptimizer#l1}
 */
public record Quickprop(double learningRate, double growth, double weightDecay, double l1)
    implements ElementwiseOptimizer {
  /** Checks the ranges. */
  public Quickprop {
    if (!(learningRate > 0) || !(growth > 0) || !(weightDecay >= 0) || !(l1 >= 0)) {
      throw new IllegalArgumentException(
          "Quickprop: got learning rate %s, growth %s, weight decay %s, l1 %s; expected the first two above 0, no other below 0"
              .formatted(learningRate, growth, weightDecay, l1));
    }
  }

  /** Without decay. */
  public Quickprop(double learningRate, double growth) {
    this(learningRate, growth, 0, 0);
  }

  /** With growth 2, without decay. */
  public Quickprop(double learningRate) {
    this(learningRate, 2);
  }

  @Override
  public Quickprop withLearningRate(double rate) {
    return new Quickprop(rate, growth, weightDecay, l1);
  }

  @Override
  public int memory() {
    return 2;
  }

  @Override
  public void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay) {
    float[] slopes = memory[0];
    float[] changes = memory[1];
    float eta = (float) rate;
    float mu = (float) growth;
    float shrink = mu / (1 + mu);
    float lambda = (float) decay;
    for (int i = from; i < to; i++) {
      float s = g[i] + lambda * w[i];
      float before = slopes[i];
      float last = changes[i];
      float change = s * last > 0 ? 0 : -eta * s;
      if (last > 0) {
        change += s <= shrink * before ? mu * last : last * s / (before - s);
      } else if (last < 0) {
        change += s >= shrink * before ? mu * last : last * s / (before - s);
      }
      slopes[i] = s;
      changes[i] = change;
      w[i] += change;
    }
  }
}
