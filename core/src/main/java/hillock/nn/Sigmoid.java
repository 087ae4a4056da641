package hillock.nn;

import hillock.kernel.Kernels;

/** Logistic function: {@code y = 1 / (1 + exp(-x))}, from 0 to 1; {@code dy/dx = y·(1 - y)}. */
public record Sigmoid() implements Activation {
  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    kernels.sigmoid(x, from, y, from, to - from);
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    for (int i = from; i < to; i++) {
      slope[i] = y[i] * (1f - y[i]);
    }
  }
}
