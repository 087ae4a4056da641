package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Normal of deviation √(2 / fanIn): as {@link HeUniform}, with the other distribution. He et al. 2015,
 * arXiv:1502.01852, equation 10.
 */
public record HeNormal() implements Initializer {
  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    new Normal((float) Math.sqrt(2.0 / Math.max(1, fanIn))).fill(w, offset, shape, fanIn, fanOut, random);
  }
}
