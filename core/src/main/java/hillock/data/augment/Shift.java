package hillock.data.augment;

import hillock.tensor.Shape;

/**
 * Moves the image by a whole number of pixels, up to {@code pixels} in each direction, every place equally likely.
 *
 * @param pixels 1 or more, and less than the image's height and width
 */
public record Shift(int pixels) implements Augmentation {
  /** Checks the range. */
  public Shift {
    Checks.atLeast("shift", "pixels", pixels, 1);
  }

  @Override
  public void check(Shape image) {
    Checks.fits("shift", pixels, image);
  }

  @Override
  public void apply(Canvas image, Draws draws) {
    int down = draws.whole(-pixels, pixels);
    int right = draws.whole(-pixels, pixels);
    int c = image.channels();
    float[] from = image.pixels();
    float[] to = image.spare();
    for (int y = 0, i = 0; y < image.height(); y++) {
      int row = Math.clamp(y - down, 0, image.height() - 1) * image.width();
      for (int x = 0; x < image.width(); x++) {
        int place = (row + Math.clamp(x - right, 0, image.width() - 1)) * c;
        for (int k = 0; k < c; k++) {
          to[i++] = from[place + k];
        }
      }
    }
    image.swap();
  }
}
