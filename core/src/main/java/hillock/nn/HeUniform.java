package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Uniform on ±√(6 / fanIn): keeps the variance of activations through ReLU layers. He et al. 2015, arXiv:1502.01852,
 * equation 10.
 */
public record HeUniform() implements Initializer {
  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    float bound = (float) Math.sqrt(6.0 / Math.max(1, fanIn));
    new Uniform(-bound, bound).fill(w, offset, shape, fanIn, fanOut, random);
  }
}
