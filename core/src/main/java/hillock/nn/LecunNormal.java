package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Normal of deviation √(1 / fanIn): keeps the variance through linear layers and, with {@link Selu}, through deep
 * networks. LeCun et al. 1998, "Efficient BackProp".
 */
public record LecunNormal() implements Initializer {
  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    new Normal((float) Math.sqrt(1.0 / Math.max(1, fanIn))).fill(w, offset, shape, fanIn, fanOut, random);
  }
}
