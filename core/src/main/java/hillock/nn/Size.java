package hillock.nn;

/**
 * A height and a width, in pixels or in steps.
 *
 * @param height at least 1
 * @param width at least 1
 */
public record Size(int height, int width) {
  /** Checks the range. */
  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("size: got %dx%d, expected at least 1x1".formatted(height, width));
    }
  }

  /** A square. */
  public Size(int side) {
    this(side, side);
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
