package hillock.nn;

import hillock.tensor.Shape;

/**
 * Zeros around an image [h, w, c] or a sequence [time, c], whose beginning is left and whose end is right.
 *
 * @param margins on each side
 */
public record Pad(Explicit margins) implements Spec {
  /** As much on all sides. */
  public Pad(int all) {
    this(new Explicit(all));
  }

  /** So much on each side. */
  public Pad(int top, int bottom, int left, int right) {
    this(new Explicit(top, bottom, left, right));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return Framing.of("Pad", input, margins, 1);
  }
}
