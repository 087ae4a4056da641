package hillock.data.augment;

import hillock.tensor.Shape;

/**
 * Blanks a square whose centre is any pixel of the image, with 0, the mean of standardised inputs. DeVries and Taylor,
 * "Improved regularization of convolutional neural networks with cutout", 2017, arXiv:1708.04552.
 *
 * @param size side of the square in pixels, 1 or more; parts outside the image do not count
 */
public record CutOut(int size) implements Augmentation {
  /** Checks the range. */
  public CutOut {
    Checks.atLeast("cut-out", "size", size, 1);
  }

  @Override
  public void check(Shape image) {
    Checks.fits("cut-out", size, image);
  }

  @Override
  public void apply(Canvas image, Draws draws) {
    int top = draws.whole(0, image.height() - 1) - size / 2;
    int left = draws.whole(0, image.width() - 1) - size / 2;
    int c = image.channels();
    for (int y = Math.max(0, top); y < Math.min(image.height(), top + size); y++) {
      int row = y * image.width();
      int first = (row + Math.max(0, left)) * c;
      int end = (row + Math.min(image.width(), left + size)) * c;
      java.util.Arrays.fill(image.pixels(), first, end, 0);
    }
  }
}
