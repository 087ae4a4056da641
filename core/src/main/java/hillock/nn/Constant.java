package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import java.util.Arrays;

/**
 * All weights the same. For demonstrations: units that start alike get the same gradients and stay alike, so that a
 * hidden layer of them learns no more than one unit does.
 *
 * @param value of every weight
 */
public record Constant(float value) implements Initializer {
  /** All zeros. */
  public Constant() {
    this(0f);
  }

  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    Arrays.fill(w, offset, offset + shape.size(), value);
  }
}
