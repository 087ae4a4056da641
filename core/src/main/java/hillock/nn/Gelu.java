package hillock.nn;

import hillock.kernel.Kernels;

/**
 * Gaussian error linear unit: {@code y = x·Φ(x)} with Φ the normal distribution function, {@code Φ(x) = (1 + erf(x/√2))
 * / 2}; {@code dy/dx = Φ(x) + x·φ(x)} with φ the normal density. Exact, not the tanh approximation. Hendrycks and
 * Gimpel 2016, arXiv:1606.08415.
 */
public record Gelu() implements Activation {
  private static final float SQRT_HALF = 0.7071067811865476f;
  private static final float DENSITY_AT_0 = 0.3989422804014327f;

  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = SQRT_HALF * x[i];
    }
    kernels.erf(y, from, y, from, to - from);
    for (int i = from; i < to; i++) {
      y[i] = 0.5f * x[i] * (1f + y[i]);
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i++) {
      slope[i] = -0.5f * x[i] * x[i];
    }
    kernels.exp(slope, from, slope, from, to - from);
    // Φ(x) = y/x saves a second call of erf; the tiny numbers make it ½ at x = 0 and change nothing elsewhere.
    for (int i = from; i < to; i++) {
      float phi = (y[i] + Math.copySign(0.5e-30f, x[i])) / (x[i] + Math.copySign(1e-30f, x[i]));
      slope[i] = phi + x[i] * slope[i] * DENSITY_AT_0;
    }
  }
}
