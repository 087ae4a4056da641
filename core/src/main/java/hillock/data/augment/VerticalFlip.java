package hillock.data.augment;

/** Turns every other image upside down, at random: for views from above, such as through a microscope. */
public record VerticalFlip() implements Augmentation {
  @Override
  public void apply(Canvas image, Draws draws) {
    if (!draws.heads()) {
      return;
    }
    int row = image.width() * image.channels();
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(image.pixels(), (image.height() - 1 - y) * row, image.spare(), y * row, row);
    }
    image.swap();
  }
}
