package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * Normal distribution.
 *
 * @param mean of the weights
 * @param deviation standard deviation, at least 0
 */
public record Normal(float mean, float deviation) implements Initializer {
  /** Checks the range. */
  public Normal {
    if (!(deviation >= 0) || Float.isInfinite(deviation) || !Float.isFinite(mean)) {
      throw new IllegalArgumentException(
          "Normal: got mean %s, deviation %s; expected finite numbers, deviation at least 0"
              .formatted(mean, deviation));
    }
  }

  /** Of mean 0. */
  public Normal(float deviation) {
    this(0f, deviation);
  }

  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    random.normals(w, offset, shape.size());
    for (int i = offset, end = offset + shape.size(); i < end; i++) {
      w[i] = mean + deviation * w[i];
    }
  }
}
