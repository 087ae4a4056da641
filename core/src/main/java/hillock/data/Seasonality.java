package hillock.data;

/** Finds what repeats in a series, and how its spread goes with its level. */
public final class Seasonality {
  /** Correlation of the differences one season apart from which on there is a season. */
  private static final double LEAST_CORRELATION = 0.12;

  /**
   * So many deviations of the correlations of noise, which are {@code 1/√n}: among hundreds of lags some pass three.
   */
  private static final double CHANCE = 4;

  /** Of the lags that correlate nearly as much as the best the shortest is the season; the others are multiples. */
  private static final double NEARLY = 0.9;

  private static final int LONGEST = 400;

  /** Correlation of level and spread from which on the logarithm is learned. */
  private static final double GROWING_SPREAD = 0.7;

  private static final int MOST_BLOCKS = 12;
  private static final int SHORTEST_BLOCK = 8;

  private Seasonality() {}

  /**
   * The steps after which a series repeats; 1 when no season is found. The differences of neighbours are correlated
   * with themselves some steps before; a peak of at least 0.12 counts, when it is no chance (four times {@code 1/√n}).
   *
   * @param x the series, such as the part for training; a trend does not matter, a season needs two repetitions
   */
  public static int period(double[] x) {
    int n = x.length - 1;
    if (n < 8) {
      return 1;
    }
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = x[i + 1] - x[i];
    }
    double mean = Statistics.mean(d);
    double variance = Statistics.variance(d, mean);
    int longest = Math.min(LONGEST, n / 2);
    double[] r = new double[longest + 2];
    for (int lag = 1; lag < Math.min(r.length, n); lag++) {
      double sum = 0;
      for (int i = lag; i < n; i++) {
        sum += (d[i] - mean) * (d[i - lag] - mean);
      }
      r[lag] = variance == 0 ? 0 : sum / (n - lag) / variance;
    }
    double best = Math.max(LEAST_CORRELATION, CHANCE / Math.sqrt(n));
    int period = 1;
    for (int lag = 2; lag <= longest; lag++) {
      if (r[lag] >= best && r[lag] >= r[lag - 1] && r[lag] >= r[lag + 1]) {
        best = Math.max(best, r[lag]);
        period = lag;
      }
    }
    for (int lag = 2; lag < period; lag++) {
      if (r[lag] >= NEARLY * best && r[lag] >= r[lag - 1] && r[lag] >= r[lag + 1]) {
        return lag;
      }
    }
    return period;
  }

  /**
   * Whether a positive series swings in proportion to its level, so that its logarithm swings evenly: the means and the
   * deviations of consecutive blocks correlate by 0.7 or more.
   */
  public static boolean growsWithLevel(double[] x, int period) {
    int length = Math.max(SHORTEST_BLOCK, Math.max(period, x.length / MOST_BLOCKS));
    int blocks = x.length / length;
    for (double v : x) {
      if (!(v > 0)) {
        return false;
      }
    }
    if (blocks < 4) {
      return false;
    }
    double[] level = new double[blocks];
    double[] spread = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      double[] block = java.util.Arrays.copyOfRange(x, b * length, (b + 1) * length);
      level[b] = Statistics.mean(block);
      spread[b] = Math.sqrt(Statistics.variance(block, level[b]));
    }
    return correlation(level, spread) >= GROWING_SPREAD;
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Statistics.mean(x);
    double my = Statistics.mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - mx) * (y[i] - my);
    }
    double size = Math.sqrt(Statistics.variance(x, mx) * Statistics.variance(y, my)) * x.length;
    return size == 0 ? 0 : sum / size;
  }
}
