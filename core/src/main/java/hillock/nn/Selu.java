package hillock.nn;

import hillock.kernel.Kernels;

/**
 * Scaled exponential linear unit: {@code y = λ·x} above 0, {@code λ·α·(exp(x) - 1)} elsewhere, with the λ and α that
 * keep mean 0 and variance 1 from layer to layer; use it with {@link LecunNormal} weights. Klambauer et al. 2017,
 * arXiv:1706.02515.
 */
public record Selu() implements Activation {
  private static final float SCALE = 1.0507009873554805f;
  private static final float ALPHA = 1.6732632423543772f;

  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    // exp(x) - 1 = 2t / (1 - t) with t = tanh(x/2): exact near 0 too, where the subtraction would cancel.
    for (int i = from; i < to; i++) {
      y[i] = 0.5f * Math.min(x[i], 0f);
    }
    kernels.tanh(y, from, y, from, to - from);
    for (int i = from; i < to; i++) {
      y[i] = SCALE * Math.max(x[i], 0f) + 2f * SCALE * ALPHA * y[i] / (1f - y[i]);
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i++) {
      float right = Math.signum(Math.max(x[i], 0f));
      slope[i] = right * SCALE + (1f - right) * (Math.min(y[i], 0f) + SCALE * ALPHA);
    }
  }
}
