package hillock.classic.cascade;

import hillock.train.ElementwiseOptimizer;

/**
 * Resilient backpropagation: each weight has a step size of its own, which grows while its slope keeps its sign and
 * shrinks when it changes it; the size of the slope does not matter. A weight whose slope changed its sign rests for
 * one step.
 *
 * <p>A method for full batches. Riedmiller and Braun 1993; this variant, without taking steps back, is iRprop- of Igel
 * and Hüsken 2000.
 *
 * @param learningRate first step size, above 0; 0.01 to 0.1 as a rule
 * @param grow factor above 1; 1.2 by default
 * @param shrink factor from 0 to below 1; 0.5 by default
 * @param largest step size; 50 by default
 */
public record Rprop(double learningRate, double grow, double shrink, double largest) implements ElementwiseOptimizer {
  private static final float LEAST = 1e-6f;

  /** Checks the ranges. */
  public Rprop {
    if (!(learningRate > 0) || !(grow > 1) || !(shrink >= 0 && shrink < 1) || !(largest > 0)) {
      throw new IllegalArgumentException(
          "Rprop: got first step %s, factors %s and %s, largest step %s; expected above 0, above 1, 0 to below 1, above 0"
              .formatted(learningRate, grow, shrink, largest));
    }
  }

  /** With the usual factors 1.2 and 0.5 and steps of at most 50. */
  public Rprop(double learningRate) {
    this(learningRate, 1.2, 0.5, 50);
  }

  @Override
  public Rprop withLearningRate(double rate) {
    return new Rprop(rate, grow, shrink, largest);
  }

  @Override
  public double weightDecay() {
    return 0;
  }

  @Override
  public double l1() {
    return 0;
  }

  @Override
  public int memory() {
    return 2;
  }

  @Override
  public void apply(float[] w, float[] g, float[][] memory, int from, int to, long step, double rate, double decay) {
    float[] slopes = memory[0];
    float[] sizes = memory[1];
    float first = (float) rate;
    float up = (float) grow;
    float down = (float) shrink;
    float most = (float) largest;
    for (int i = from; i < to; i++) {
      float slope = g[i];
      float size = sizes[i] == 0 ? first : sizes[i];
      float turned = slope * slopes[i];
      if (turned > 0) {
        size = Math.min(size * up, most);
      } else if (turned < 0) {
        size = Math.max(size * down, LEAST);
        slope = 0;
      }
      w[i] -= Math.signum(slope) * size;
      slopes[i] = slope;
      sizes[i] = size;
    }
  }
}
