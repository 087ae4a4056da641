package hillock.data.augment;

/**
 * Takes a part of the image, of its proportions and at a random place, and enlarges it to the whole size. The side of
 * the part is a share of the image's side from {@code least} to 1.
 *
 * @param least above 0.05 and up to 1
 */
public record Crop(double least) implements Augmentation {
  /** Checks the range. */
  public Crop {
    Checks.within("crop", "least share", least, 0.05, 1);
  }

  @Override
  public void apply(Canvas image, Draws draws) {
    float share = draws.between(least, 1);
    float top = draws.uniform() * (1 - share) * (image.height() - 1);
    float left = draws.uniform() * (1 - share) * (image.width() - 1);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        image.sample(top + share * y, left + share * x, y, x);
      }
    }
    image.swap();
  }
}
