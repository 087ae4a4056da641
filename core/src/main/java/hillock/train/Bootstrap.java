package hillock.train;

import hillock.kernel.Randomness;
import java.util.Arrays;

/**
 * Confidence intervals by drawing data sets of the same size from the rows, with replacement, and taking the
 * percentiles 2.5 and 97.5 of their metrics. Efron and Tibshirani 1993. Draws in which the metric is not defined are
 * left out.
 */
public final class Bootstrap {
  /** Data sets that are drawn. */
  public static final int SAMPLES = 1000;

  /** Keeps these draws apart from all other uses of a seed. */
  private static final long STREAM = 0x626F6F7473747261L;

  private Bootstrap() {}

  /** The interval of a metric, NaN to NaN when it is not defined; a function of its arguments alone. */
  public static Interval interval(Metric metric, Predictions predictions, long seed) {
    return interval(metric, predictions, seed, 1);
  }

  /**
   * As above for rows that follow each other: blocks of neighbours are drawn, the last row counting as the neighbour of
   * the first. Politis and Romano, "A circular block-resampling procedure for stationary data", 1992.
   *
   * @param block rows in a block, from 1
   */
  public static Interval interval(Metric metric, Predictions predictions, long seed, int block) {
    int n = predictions.size();
    int[] words = new int[(n + block - 1) / block];
    int[] counts = new int[n];
    double[] values = new double[SAMPLES];
    int defined = 0;
    for (int sample = 0; sample < SAMPLES && n > 0; sample++) {
      new Randomness(seed, STREAM, sample).bits(words, 0, words.length);
      Arrays.fill(counts, 0);
      for (int b = 0; b < words.length; b++) {
        int first = (int) ((words[b] & 0xFFFFFFFFL) * n >>> 32);
        for (int j = 0; j < Math.min(block, n - b * block); j++) {
          counts[(first + j) % n]++;
        }
      }
      double value = metric.of(predictions, counts);
      if (!Double.isNaN(value)) {
        values[defined++] = value;
      }
    }
    Arrays.sort(values, 0, defined);
    String method = "bootstrap 95%, " + SAMPLES + " samples";
    return new Interval(percentile(values, defined, 0.025), percentile(values, defined, 0.975), method);
  }

  private static double percentile(double[] sorted, int n, double p) {
    if (n == 0) {
      return Double.NaN;
    }
    double place = p * (n - 1);
    int below = (int) place;
    double above = sorted[Math.min(n - 1, below + 1)];
    return sorted[below] + (place - below) * (above - sorted[below]);
  }
}
