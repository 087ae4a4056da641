package hillock.kernel;

/** The double twin of the core's functions: exact where those are polynomials of float precision. */
public final class FloatMath {
  private FloatMath() {}

  /** {@code eˣ}. */
  public static double exp(double x) {
    return Math.exp(x);
  }

  /** Natural logarithm. */
  public static double log(double x) {
    return Math.log(x);
  }

  /** {@code ln(1 + u)}. */
  static double log1p(double u) {
    return Math.log1p(u);
  }

  /** {@code ln(1 + eˣ)}. */
  public static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** {@code 1 / (1 + e⁻ˣ)}. */
  public static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** Hyperbolic tangent. */
  public static double tanh(double x) {
    return Math.tanh(x);
  }

  /**
   * The Gauss error function, by {@code erf(x) = 2/√π·exp(-x²)·Σ_n 2ⁿx²ⁿ⁺¹/(2n+1)!!}: all terms have one sign, so
   * nothing cancels. Abramowitz and Stegun, 7.1.6.
   */
  public static double erf(double x) {
    if (Math.abs(x) > 6) return Math.signum(x); // closer to 1 than half a unit in the last place
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
