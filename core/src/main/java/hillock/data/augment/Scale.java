package hillock.data.augment;

/**
 * Enlarges or shrinks the image about its centre by a factor from {@code 1 - share} to {@code 1 + share}.
 *
 * @param share above 0 and up to 0.9
 */
public record Scale(double share) implements Augmentation {
  /** Checks the range. */
  public Scale {
    Checks.within("scale", "share", share, 0, 0.9);
  }

  @Override
  public void apply(Canvas image, Draws draws) {
    float back = 1 / draws.between(1 - share, 1 + share);
    image.transform(back, 0, 0, back);
  }
}
