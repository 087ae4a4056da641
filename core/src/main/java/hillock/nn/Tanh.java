package hillock.nn;

import hillock.kernel.Kernels;

/** Hyperbolic tangent: {@code y = tanh(x)}, from -1 to 1; {@code dy/dx = 1 - y²}. */
public record Tanh() implements Activation {
  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    kernels.tanh(x, from, y, from, to - from);
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i++) {
      slope[i] = 1f - y[i] * y[i];
    }
  }
}
