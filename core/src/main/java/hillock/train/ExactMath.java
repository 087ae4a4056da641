package hillock.train;

/**
 * Functions with the same bits on every machine, which those of {@link Math} do not promise, and without the garbage
 * that those of {@link StrictMath} leave at every step.
 */
final class ExactMath {
  private ExactMath() {}

  /** {@code base^n} for n ≥ 0, by repeated squaring. */
  static double power(double base, long n) {
    double result = 1;
    double square = base;
    for (long rest = n; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /** {@code cos(π·x)} for 0 ≤ x ≤ 1. */
  static double cosPi(double x) {
    if (x <= 0.25) {
      return series(1, 0, Math.PI * x);
    }
    return x < 0.75 ? series(Math.PI * (0.5 - x), 1, Math.PI * (0.5 - x)) : -series(1, 0, Math.PI * (1 - x));
  }

  /** Taylor's series of the cosine (first term 1, of power 0) or the sine (a, of power 1) at |a| ≤ π/4. */
  private static double series(double first, int power, double a) {
    double term = first;
    double sum = first;
    for (int k = power + 2; k <= power + 18; k += 2) {
      term *= -a * a / (k * (k - 1));
      sum += term;
    }
    return sum;
  }
}
