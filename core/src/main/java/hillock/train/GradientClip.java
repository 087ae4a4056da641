package hillock.train;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;

/**
 * A limit on gradients, so that one steep batch cannot throw the weights far away.
 *
 * @param norm largest length of the whole gradient, which is scaled to {@code g·norm/(‖g‖ + 1e-6)} when longer;
 *     infinity for no limit. Pascanu et al. 2013, arXiv:1211.5063
 * @param value largest absolute value of each component, applied first; infinity for no limit
 */
public record GradientClip(double norm, double value) {
  /** No limits. */
  public static final GradientClip NONE = new GradientClip(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Checks the ranges. */
  public GradientClip {
    if (!(norm > 0) || !(value > 0)) {
      throw new IllegalArgumentException(
          "gradient clip: got norm %s and value %s, expected numbers greater than 0".formatted(norm, value));
    }
  }

  /** A limit on the norm alone. */
  public static GradientClip norm(double largest) {
    return new GradientClip(largest, Double.POSITIVE_INFINITY);
  }

  /** A limit on each component alone. */
  public static GradientClip value(double largest) {
    return new GradientClip(Double.POSITIVE_INFINITY, largest);
  }

  /** Applies the limits in place. */
  public void apply(Gradients gradients, Engine engine) {
    float[] g = gradients.values();
    if (value < Double.POSITIVE_INFINITY) {
      float v = (float) value;
      for (int i = 0; i < g.length; i++) {
        g[i] = Math.max(-v, Math.min(v, g[i]));
      }
    }
    if (norm < Double.POSITIVE_INFINITY) {
      double factor = norm / (Math.sqrt(engine.sumOfSquares(g, 0, g.length, 0f)) + 1e-6);
      if (factor < 1) {
        float f = (float) factor;
        for (int i = 0; i < g.length; i++) {
          g[i] *= f;
        }
      }
    }
  }
}
