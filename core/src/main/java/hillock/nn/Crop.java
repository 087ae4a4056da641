package hillock.nn;

import hillock.tensor.Shape;

/**
 * An image [h, w, c] or a sequence [time, c] without its margins; of a sequence left is the beginning and right the
 * end.
 *
 * @param margins what is cut off each side
 */
public record Crop(Explicit margins) implements Spec {
  /** As much off all sides. */
  public Crop(int all) {
    this(new Explicit(all));
  }

  /** So much off each side. */
  public Crop(int top, int bottom, int left, int right) {
    this(new Explicit(top, bottom, left, right));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return Framing.of("Crop", input, margins, -1);
  }
}
