package hillock.data.augment;

import hillock.tensor.Shape;

/**
 * A random change of a training image [height, width, channels] that keeps its class: a record. Several are made one
 * after the other, each on the outcome of the one before.
 *
 * <pre>{@code
 * Batches batches = train.shuffled(seed).batches(64).augmented(new Shift(2), new Flip());
 * }</pre>
 *
 * <p>Where a change needs pixels from outside the image, the nearest pixel of its edge stands in.
 */
public interface Augmentation {
  /**
   * Draws one change and makes it. Must depend on the image and the draws alone: then the same seed, epoch and example
   * give the same image, whoever computes it.
   */
  void apply(Canvas image, Draws draws);

  /**
   * Refuses images that cannot be changed so.
   *
   * @throws IllegalArgumentException saying why
   */
  default void check(Shape image) {
    // Most changes can be made to any image.
  }
}
