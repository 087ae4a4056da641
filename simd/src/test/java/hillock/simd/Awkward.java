package hillock.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/** Sizes and numbers at which vector code tends to go wrong. */
final class Awkward {
  static final int[] SIZES = {
    0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 127, 255, 1000, 1023
  };

  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -1e-40f,
    1e-30f,
    -1e-30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1f,
    -1f,
    88.7f,
    89f,
    -87.4f,
    -104f,
    0.625f,
    0.9f,
    4f,
    1000f,
    -1000f
  };

  private Awkward() {}

  /** Normal numbers, of which one in fifty is special when asked for. */
  static float[] numbers(Random random, int n, boolean special) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          special && random.nextInt(50) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) (random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
    }
    return x;
  }

  /** Numbers so small that sums of products underflow to zeros of either sign. */
  static float[] tiny(Random random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (random.nextBoolean() ? -1e-30f : 1e-30f) * random.nextFloat();
    }
    return x;
  }

  /** Compares bits, where any NaN equals any other. */
  static void assertSameBits(float[] got, float[] expected, String what) {
    assertThat(got.length).isEqualTo(expected.length);
    for (int i = 0; i < got.length; i++) {
      if (Float.floatToIntBits(got[i]) != Float.floatToIntBits(expected[i])) {
        throw new AssertionError(what + ": element " + i + " is " + got[i] + ", the scalar kernels say " + expected[i]);
      }
    }
  }

  static void assertSameBits(float got, float expected, String what) {
    assertSameBits(new float[] {got}, new float[] {expected}, what);
  }
}
