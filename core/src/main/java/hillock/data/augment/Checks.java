package hillock.data.augment;

import hillock.tensor.Shape;

/** The ranges of what users write. */
final class Checks {
  private Checks() {}

  static void atLeast(String name, String what, int got, int least) {
    if (got < least) {
      throw new IllegalArgumentException(
          "%s: got %s %d, expected a whole number of at least %d".formatted(name, what, got, least));
    }
  }

  /** A number above {@code low} and at most {@code high}. */
  static void within(String name, String what, double got, double low, double high) {
    if (!(got > low && got <= high)) {
      throw new IllegalArgumentException(
          "%s: got %s %s, expected a number above %s and up to %s".formatted(name, what, got, low, high));
    }
  }

  static void fits(String name, int pixels, Shape image) {
    if (pixels >= Math.min(image.dim(0), image.dim(1))) {
      throw new IllegalArgumentException(
          "%s: got %d pixels for images of %dx%d, expected fewer than the shorter side"
              .formatted(name, pixels, image.dim(0), image.dim(1)));
    }
  }
}
