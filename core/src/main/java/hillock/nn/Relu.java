package hillock.nn;

import hillock.kernel.Kernels;

/** Rectified linear unit: {@code y = max(x, 0)}; the derivative at 0 is taken as 0. Nair and Hinton 2010. */
public record Relu() implements Activation {
  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i++) {
      slope[i] = Math.signum(y[i]);
    }
  }
}
