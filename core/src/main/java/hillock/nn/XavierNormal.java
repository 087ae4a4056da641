package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Normal of deviation √(2 / (fanIn + fanOut)): as {@link XavierUniform}, with the other distribution. Glorot and Bengio
 * 2010, equation 12.
 */
public record XavierNormal() implements Initializer {
  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    new Normal((float) Math.sqrt(2.0 / Math.max(1, fanIn + fanOut))).fill(w, offset, shape, fanIn, fanOut, random);
  }
}
