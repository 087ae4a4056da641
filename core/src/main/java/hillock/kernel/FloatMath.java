package hillock.kernel;

/**
 * Exponential, logarithm and their relatives for {@code float}, the same bits on every machine.
 *
 * <p>Each function reduces its argument and evaluates a minimax polynomial (fitted by Remez exchange for relative
 * error) with {@link Math#fma(float, float, float)}. The relative error is a few units in the last place: at most 3e-7
 * wherever the result is a normal number. Infinities, zeros of either sign, denormals and NaN give what the mathematics
 * says.
 *
 * <p>The vector kernels repeat the same operations lane by lane, which is why comparisons are written as {@code x > c ?
 * c : x} and never as early returns.
 */
public final class FloatMath {
  /** 3·2²²: a small number added to it ends rounded to an integer in the low bits of the sum. */
  public static final float ROUNDER = 0x1.8p23f;

  /** 1 / ln 2. */
  public static final float LOG2_E = 1.44269504f;

  /** The leading nine bits of ln 2: a product with an exponent is exact. */
  public static final float LN2_HIGH = 0.693359375f;

  /** ln 2 - {@link #LN2_HIGH}. */
  public static final float LN2_LOW = -2.12194440e-4f;

  /** Above this argument exp overflows, so nothing is lost by cutting here (ln of the largest float is 88.7228). */
  public static final float EXP_MAX = 89f;

  /** Below this argument exp is less than half of the smallest denormal, so it rounds to 0. */
  public static final float EXP_MIN = -105f;

  /** {@code exp(r) = 1 + r + r²·(E0 + E1·r + ...)} for |r| up to ln(2)/2. */
  public static final float E0 = 0.49999994f;

  public static final float E1 = 0.1666652f;
  public static final float E2 = 0.041668408f;
  public static final float E3 = 0.0083689215f;
  public static final float E4 = 0.0013814174f;

  /** {@code ln(1 + f) = f - f²/2 + f³·(L0 + L1·f + ...)} for 1 + f from √½ to √2. */
  public static final float L0 = 0.3333333f;

  public static final float L1 = -0.2500082f;
  public static final float L2 = 0.20001227f;
  public static final float L3 = -0.16623357f;
  public static final float L4 = 0.14201757f;
  public static final float L5 = -0.13160181f;
  public static final float L6 = 0.12761578f;
  public static final float L7 = -0.07634503f;

  /** The bits of √½: subtracting them splits a float into exponent and mantissa from √½ to √2. */
  public static final int SQRT_HALF_BITS = 0x3f3504f3;

  /** {@code ln(1 + u) = u + u²·(P0 + P1·u + ...)} for u from 0 to 1. */
  public static final float P0 = -0.4999993f;

  public static final float P1 = 0.33330512f;
  public static final float P2 = -0.24958587f;
  public static final float P3 = 0.196954f;
  public static final float P4 = -0.15355396f;
  public static final float P5 = 0.106805556f;
  public static final float P6 = -0.057664447f;
  public static final float P7 = 0.020204589f;
  public static final float P8 = -0.003318474f;

  /** Up to here tanh is a polynomial, beyond it comes from exp. */
  public static final float TANH_SMALL = 0.625f;

  /** {@code tanh(x) = x + x³·(T0 + T1·x² + ...)} for |x| up to {@link #TANH_SMALL}. */
  public static final float T0 = -0.3333328f;

  public static final float T1 = 0.13331442f;
  public static final float T2 = -0.053739715f;
  public static final float T3 = 0.020639088f;
  public static final float T4 = -0.005704987f;

  /** Up to here erf is a polynomial, beyond it comes from exp. */
  public static final float ERF_SMALL = 0.9f;

  /** Beyond this argument erf rounds to 1. */
  public static final float ERF_MAX = 4f;

  /** {@code erf(x) = x + x·(R0 + R1·x² + ...)} for |x| up to {@link #ERF_SMALL}. */
  public static final float R0 = 0.12837917f;

  public static final float R1 = -0.37612635f;
  public static final float R2 = 0.11283715f;
  public static final float R3 = -0.026860509f;
  public static final float R4 = 0.005203859f;
  public static final float R5 = -0.0008175639f;
  public static final float R6 = 8.513104e-05f;

  /** {@code ln(1 - erf(x)) = C0 + C1·x + ...} for x from {@link #ERF_SMALL} to {@link #ERF_MAX}. */
  public static final float C0 = -0.00016644834f;

  public static final float C1 = -1.1277972f;
  public static final float C2 = -0.63697606f;
  public static final float C3 = -0.104113676f;
  public static final float C4 = 0.02231521f;
  public static final float C5 = -0.0030654892f;
  public static final float C6 = 0.00019821954f;

  private FloatMath() {}

  /** {@code eˣ}; infinity above 88.7228, denormal below -87.3365, 0 below -103.98. */
  public static float exp(float x) {
    x = x > EXP_MAX ? EXP_MAX : x;
    x = x < EXP_MIN ? EXP_MIN : x;
    float rounded = Math.fma(x, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float p = Math.fma(E4, r, E3);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r, E1);
    p = Math.fma(p, r, E0);
    p = Math.fma(p, r * r, r) + 1f;
    // 2ⁿ in two factors: n reaches from -152 to 128, one factor would be infinite or denormal
    int exponent = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(ROUNDER);
    int half = exponent >> 1;
    return p * power(half) * power(exponent - half);
  }

  /** Natural logarithm; negative infinity at ±0, NaN below. */
  public static float log(float x) {
    boolean denormal = x < Float.MIN_NORMAL;
    float normal = denormal ? x * 0x1p23f : x;
    int bits = Float.floatToRawIntBits(normal) - SQRT_HALF_BITS;
    float n = (float) (bits >> 23);
    n = denormal ? n - 23f : n;
    float f = Float.intBitsToFloat((bits & 0x7fffff) + SQRT_HALF_BITS) - 1f;
    float p = Math.fma(L7, f, L6);
    p = Math.fma(p, f, L5);
    p = Math.fma(p, f, L4);
    p = Math.fma(p, f, L3);
    p = Math.fma(p, f, L2);
    p = Math.fma(p, f, L1);
    p = Math.fma(p, f, L0);
    float square = f * f;
    float y = Math.fma(n, LN2_LOW, p * (square * f));
    y = Math.fma(-0.5f, square, y) + f;
    y = Math.fma(n, LN2_HIGH, y);
    y = x == 0f ? Float.NEGATIVE_INFINITY : y;
    y = x < 0f ? Float.NaN : y;
    return x < Float.POSITIVE_INFINITY ? y : x; // infinity and NaN are their own logarithms
  }

  /** {@code ln(1 + u)} for u from 0 to 1 only. */
  static float log1p(float u) {
    float p = Math.fma(P8, u, P7);
    p = Math.fma(p, u, P6);
    p = Math.fma(p, u, P5);
    p = Math.fma(p, u, P4);
    p = Math.fma(p, u, P3);
    p = Math.fma(p, u, P2);
    p = Math.fma(p, u, P1);
    p = Math.fma(p, u, P0);
    return Math.fma(p, u * u, u);
  }

  /** {@code ln(1 + eˣ)}, computed as {@code max(x, 0) + ln(1 + exp(-|x|))}. */
  public static float softplus(float x) {
    float y = log1p(exp(-Math.abs(x)));
    return (x < 0f ? 0f : x) + y;
  }

  /** {@code 1 / (1 + e⁻ˣ)}; far to the left it keeps its relative accuracy down to the denormals. */
  public static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    float y = 1f / (1f + e);
    return x < 0f ? e * y : y;
  }

  /** Hyperbolic tangent. */
  public static float tanh(float x) {
    float size = Math.abs(x);
    float square = x * x;
    float p = Math.fma(T4, square, T3);
    p = Math.fma(p, square, T2);
    p = Math.fma(p, square, T1);
    p = Math.fma(p, square, T0);
    float small = Math.fma(p, square * size, size);
    float large = 1f - 2f / (exp(size + size) + 1f);
    return Math.copySign(size > TANH_SMALL ? large : small, x);
  }

  /** The Gauss error function {@code 2/√π ∫₀ˣ exp(-t²) dt}. */
  public static float erf(float x) {
    float square = x * x;
    float p = Math.fma(R6, square, R5);
    p = Math.fma(p, square, R4);
    p = Math.fma(p, square, R3);
    p = Math.fma(p, square, R2);
    p = Math.fma(p, square, R1);
    p = Math.fma(p, square, R0);
    float size = Math.abs(x);
    float small = Math.fma(p, size, size);
    size = size > ERF_MAX ? ERF_MAX : size;
    float q = Math.fma(C6, size, C5);
    q = Math.fma(q, size, C4);
    q = Math.fma(q, size, C3);
    q = Math.fma(q, size, C2);
    q = Math.fma(q, size, C1);
    q = Math.fma(q, size, C0);
    float large = 1f - exp(q);
    return Math.copySign(size > ERF_SMALL ? large : small, x);
  }

  private static float power(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }
}
