package hillock.nn;

import hillock.kernel.Kernels;

/**
 * {@code y = x·t} with {@code t = tanh(softplus(x))}; {@code dy/dx = t + x·σ(x)·(1 - t²)}. Misra 2020,
 * arXiv:1908.08681.
 *
 * <p>With {@code n = exp(x)}, {@code t = (n² + 2n) / (n² + 2n + 2)}: one exponential is enough. To be safe from
 * overflow, both sides are divided by n² where x > 0, so that only {@code e = exp(-|x|)} occurs.
 */
public record Mish() implements Activation {
  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    expMinusSize(kernels, x, y, from, to);
    for (int i = from; i < to; i++) {
      float e = y[i];
      float right = Math.signum(Math.max(x[i], 0f));
      float upper = 2f * e + right + (1f - right) * e * e;
      float lower = upper + 2f * (right * e * e + 1f - right);
      y[i] = x[i] * upper / lower;
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    expMinusSize(kernels, x, slope, from, to);
    for (int i = from; i < to; i++) {
      float e = slope[i];
      float right = Math.signum(Math.max(x[i], 0f));
      float upper = 2f * e + right + (1f - right) * e * e;
      float rest = 2f * (right * e * e + 1f - right);
      float lower = upper + rest;
      float sigmoid = (right + (1f - right) * e) / (1f + e);
      slope[i] = upper / lower + x[i] * sigmoid * (rest / lower) * ((upper + lower) / lower);
    }
  }

  private static void expMinusSize(Kernels kernels, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = -Math.abs(x[i]);
    }
    kernels.exp(y, from, y, from, to - from);
  }
}
