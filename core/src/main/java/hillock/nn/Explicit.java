package hillock.nn;

/**
 * So much on each side, at least 0. Sequences take left as their beginning and right as their end; top and bottom do
 * not concern them.
 */
public record Explicit(int top, int bottom, int left, int right) implements Padding {
  /** Checks the range. */
  public Explicit {
    if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
      throw new IllegalArgumentException(
          "padding: got top %d, bottom %d, left %d, right %d; expected none below 0"
              .formatted(top, bottom, left, right));
    }
  }

  /** As much on all sides. */
  public Explicit(int all) {
    this(all, all, all, all);
  }
}
