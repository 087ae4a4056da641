package hillock.nn;

import hillock.kernel.Kernels;

/**
 * ReLU with a small slope on the left, so that no unit dies: {@code y = x} above 0, {@code slope·x} elsewhere; the
 * derivative at 0 is taken as the slope. Maas, Hannun and Ng 2013.
 *
 * @param slope on the left, from 0 to 1; 0.01 by default
 */
public record LeakyRelu(float slope) implements Activation {
  /** Checks the range. */
  public LeakyRelu {
    if (!(slope >= 0 && slope <= 1)) {
      throw new IllegalArgumentException("LeakyRelu: got slope %s, expected 0 to 1".formatted(slope));
    }
  }

  /** With slope 0.01. */
  public LeakyRelu() {
    this(0.01f);
  }

  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(x[i], 0f) + slope * Math.min(x[i], 0f);
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slopes, int from, int to) {
    for (int i = from; i < to; i++) {
      float right = Math.signum(Math.max(x[i], 0f));
      slopes[i] = right + (1f - right) * slope;
    }
  }
}
