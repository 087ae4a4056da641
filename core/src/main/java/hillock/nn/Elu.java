package hillock.nn;

import hillock.kernel.Kernels;

/**
 * Exponential linear unit: {@code y = x} above 0, {@code alpha·(exp(x) - 1)} elsewhere; {@code dy/dx = y + alpha}
 * there. Clevert, Unterthiner and Hochreiter 2016, arXiv:1511.07289.
 *
 * @param alpha the limit on the left is -alpha; at least 0, 1 by default
 */
public record Elu(float alpha) implements Activation {
  /** Checks the range. */
  public Elu {
    if (!(alpha >= 0) || Float.isInfinite(alpha)) {
      throw new IllegalArgumentException("Elu: got alpha %s, expected at least 0".formatted(alpha));
    }
  }

  /** With alpha 1. */
  public Elu() {
    this(1f);
  }

  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    // exp(x) - 1 = 2t / (1 - t) with t = tanh(x/2): exact near 0 too, where the subtraction would cancel.
    for (int i = from; i < to; i++) {
      y[i] = 0.5f * Math.min(x[i], 0f);
    }
    kernels.tanh(y, from, y, from, to - from);
    for (int i = from; i < to; i++) {
      y[i] = Math.max(x[i], 0f) + 2f * alpha * y[i] / (1f - y[i]);
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i++) {
      float right = Math.signum(Math.max(x[i], 0f));
      slope[i] = right + (1f - right) * (Math.min(y[i], 0f) + alpha);
    }
  }
}
