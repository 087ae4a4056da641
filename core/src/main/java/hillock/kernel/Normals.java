package hillock.kernel;

/**
 * Standard normal numbers from random words, by Box and Muller: a radius {@code √(-2 ln u)} and an angle.
 *
 * <p>The first word gives u in 24 bits, centred so that it is never 0. Of the second word, the upper two bits choose
 * one of four quarter turns and the next 24 an angle within it, from -45° to 45°, where sine and cosine are short
 * polynomials. Box and Muller, "A note on the generation of random normal deviates", 1958.
 */
public final class Normals {
  /** {@code sin(πf/2) = f·(S0 + S1·f² + ...)} for |f| up to ½. */
  public static final float S0 = 1.5707964f;

  public static final float S1 = -0.6459635f;
  public static final float S2 = 0.07968003f;
  public static final float S3 = -0.004601658f;

  /** {@code cos(πf/2) = 1 + f²·(C0 + C1·f² + ...)} for |f| up to ½. */
  public static final float C0 = -1.2337005f;

  public static final float C1 = 0.25366923f;
  public static final float C2 = -0.020860288f;
  public static final float C3 = 0.00090402167f;

  private Normals() {}

  /** Turns two random words into two independent normal numbers, {@code y[offset]} and {@code y[offset + 1]}. */
  static void pair(int word0, int word1, float[] y, int offset) {
    float radius = radius(word0);
    float f = (float) (word1 >>> 6 & 0xffffff) * 0x1p-24f - 0.5f;
    float square = f * f;
    float sine = Math.fma(S3, square, S2);
    sine = Math.fma(sine, square, S1);
    sine = Math.fma(sine, square, S0) * f;
    float cosine = Math.fma(C3, square, C2);
    cosine = Math.fma(cosine, square, C1);
    cosine = Math.fma(cosine, square, C0);
    cosine = Math.fma(cosine, square, 1f);
    cosine = Float.intBitsToFloat(Float.floatToRawIntBits(cosine) ^ (word1 & Integer.MIN_VALUE));
    boolean swap = (word1 & 0x40000000) != 0;
    y[offset] = radius * (swap ? sine : cosine);
    y[offset + 1] = radius * (swap ? cosine : sine);
  }

  private static float radius(int word) {
    float u = ((float) (word >>> 8) + 0.5f) * 0x1p-24f;
    return (float) Math.sqrt(-2f * FloatMath.log(u));
  }
}
