package hillock.classic.boltzmann;

/** Sums of exponentials by their logarithms, in double precision, the same bits everywhere. */
final class LogSums {
  private LogSums() {}

  /** {@code ln(1 + eˣ)}. */
  static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /** {@code ln Σ exp(x_i)}. */
  static double of(double[] x) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double v : x) {
      largest = Math.max(largest, v);
    }
    if (!Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double v : x) {
      sum += StrictMath.exp(v - largest);
    }
    return largest + StrictMath.log(sum);
  }
}
