package hillock.data.augment;

import hillock.kernel.Normals;

/**
 * Turns the image about its centre by an angle from {@code -degrees} to {@code degrees}, each equally likely.
 *
 * @param degrees above 0 and up to 180
 */
public record Rotate(double degrees) implements Augmentation {
  /** Checks the range. */
  public Rotate {
    Checks.within("rotate", "degrees", degrees, 0, 180);
  }

  @Override
  public void apply(Canvas image, Draws draws) {
    float quarters = draws.between(-degrees, degrees) / 90;
    int whole = Math.round(quarters);
    float f = quarters - whole;
    // Polynomials instead of a library's sine: the same bits on every machine, and nothing is allocated.
    float q = f * f;
    float sin = f * (Normals.S0 + q * (Normals.S1 + q * (Normals.S2 + q * Normals.S3)));
    float cos = 1 + q * (Normals.C0 + q * (Normals.C1 + q * (Normals.C2 + q * Normals.C3)));
    switch (whole & 3) {
      case 0 -> image.transform(cos, sin, -sin, cos);
      case 1 -> image.transform(-sin, cos, -cos, -sin);
      case 2 -> image.transform(-cos, -sin, sin, -cos);
      default -> image.transform(sin, -cos, cos, sin);
    }
  }
}
