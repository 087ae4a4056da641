package hillock.data;

/** Moments and quantiles in double precision, summed in ascending row order. */
final class Statistics {
  private Statistics() {}

  static double mean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  /** Population variance {@code Σ (x - mean)² / n}. */
  static double variance(double[] x, double mean) {
    double sum = 0;
    for (double v : x) {
      sum += (v - mean) * (v - mean);
    }
    return sum / x.length;
  }

  /** Third standardised moment; 0 when all values are equal. */
  static double skewness(double[] x, double mean) {
    double m2 = variance(x, mean);
    double m3 = 0;
    for (double v : x) {
      m3 += (v - mean) * (v - mean) * (v - mean);
    }
    return m2 == 0 ? 0 : m3 / x.length / Math.pow(m2, 1.5);
  }

  static double medianOfSorted(double[] x) {
    int half = x.length / 2;
    return x.length % 2 == 1 ? x[half] : x[half - 1] / 2 + x[half] / 2;
  }
}
