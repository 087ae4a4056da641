package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Uniform on ±√(6 / (fanIn + fanOut)): keeps the variance of activations and of gradients through linear and tanh
 * layers. Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation
 * 16.
 */
public record XavierUniform() implements Initializer {
  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    float bound = (float) Math.sqrt(6.0 / Math.max(1, fanIn + fanOut));
    new Uniform(-bound, bound).fill(w, offset, shape, fanIn, fanOut, random);
  }
}
