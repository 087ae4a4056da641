package hillock.data.augment;

/**
 * Adds normally distributed noise to every pixel of every channel.
 *
 * @param deviation in units of the network's inputs, whose own deviation is 1 after standardising; above 0, up to 10
 */
public record Noise(double deviation) implements Augmentation {
  /** Checks the range. */
  public Noise {
    Checks.within("noise", "deviation", deviation, 0, 10);
  }

  @Override
  public void apply(Canvas image, Draws draws) {
    float[] pixels = image.pixels();
    float[] noise = image.spare();
    draws.normals(0, noise, noise.length);
    float size = (float) deviation;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += size * noise[i];
    }
  }
}
