package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Uniform from {@code low} (included) to {@code high} (excluded).
 *
 * @param low least value
 * @param high bound above {@code low}
 */
public record Uniform(float low, float high) implements Initializer {
  /** Checks the range. */
  public Uniform {
    if (!(low < high) || Float.isInfinite(high - low)) {
      throw new IllegalArgumentException("Uniform: got low %s, high %s; expected low < high".formatted(low, high));
    }
  }

  /** From -1 to 1. */
  public Uniform() {
    this(-1f, 1f);
  }

  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    random.uniforms(w, offset, shape.size());
    for (int i = offset, end = offset + shape.size(); i < end; i++) {
      w[i] = low + (high - low) * w[i];
    }
  }
}
