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
    int n = predictions.size();
    int[] words = new int[n];
    int[] counts = new int[n];
    double[] values = new double[SAMPLES];
    int defined = 0;
    for (int sample = 0; sample < SAMPLES && n > 0; sample++) {
      new Randomness(seed, STREAM, sample).bits(words, 0, n);
      Arrays.fill(counts, 0);
      for (int word : words) {
        counts[(int) ((word & 0xFFFFFFFFL) * n >>> 32)]++;
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
