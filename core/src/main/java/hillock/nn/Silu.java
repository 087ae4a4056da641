package hillock.nn;

import hillock.kernel.Kernels;

/**
 * Sigmoid linear unit, or swish: {@code y = x·σ(x)}; {@code dy/dx = σ(x)·(1 + x·(1 - σ(x)))}. Elfwing, Uchibe and Doya
 * 2018, arXiv:1702.03118.
 */
public record Silu() implements Activation {
  @Override
  public void forward(Kernels kernels, float[] x, float[] y, int from, int to) {
    kernels.sigmoid(x, from, y, from, to - from);
    for (int i = from; i < to; i++) {
      y[i] *= x[i];
    }
  }

  @Override
  public void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
    kernels.sigmoid(x, from, slope, from, to - from);
    for (int i = from; i < to; i++) {
      slope[i] *= 1f + x[i] * (1f - slope[i]);
    }
  }
}
