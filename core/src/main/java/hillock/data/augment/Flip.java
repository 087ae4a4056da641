package hillock.data.augment;

/** Mirrors every other image left to right, at random. Not for digits and letters. */
public record Flip() implements Augmentation {
  @Override
  public void apply(Canvas image, Draws draws) {
    if (!draws.heads()) {
      return;
    }
    int c = image.channels();
    int w = image.width();
    float[] from = image.pixels();
    float[] to = image.spare();
    for (int place = 0; place < image.height() * w; place++) {
      int mirrored = place + w - 1 - 2 * (place % w);
      for (int k = 0; k < c; k++) {
        to[place * c + k] = from[mirrored * c + k];
      }
    }
    image.swap();
  }
}
