package hillock.nn;

import hillock.kernel.Kernels;

/**
 * A smooth ReLU: {@code y = ln(1 + exp(x))}, whose derivative is the sigmoid. Dugas et al. 2001, "Incorporating
 * second-order functional knowledge for better option pricing".
 */
public record Softplus() implements Activation {
  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    kernels.softplus(x, from, y, from, to - from);
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    kernels.sigmoid(x, from, slope, from, to - from);
  }
}
