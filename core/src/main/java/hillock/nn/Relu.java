package hillock.nn;

import hillock.kernel.Kernels;

/** Rectified linear unit: {@code y = max(x, 0)}; the derivative at 0 is taken as 0. Nair & Hinton 2010. */
public record Relu() implements Activation {
  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    // Math.max vectorises; the conditional operator runs at a fiftieth of its speed.
    for (int i = from; i < to; i++) {
      y[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void backward(Kernels kernels, float[] x, float[] y, float[] dy, float[] dx, int from, int to) {
    for (int i = from; i < to; i++) {
      dx[i] += x[i] > 0 ? dy[i] : 0f;
    }
  }
}
