package hillock.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The reliability diagram: for each bin of confidence, how often the prediction is right. A calibrated network lies on
 * the diagonal. DeGroot and Fienberg 1983.
 *
 * @param bins of equal width from 0 to 1, in order
 */
public record Reliability(List<Bin> bins) {
  /**
   * One bin.
   *
   * @param low confidence, excluded (but 0 belongs to the first bin)
   * @param high confidence, included
   * @param count rows in it
   * @param confidence mean probability of the predicted class; NaN without rows
   * @param accuracy share of right predictions; NaN without rows
   */
  public record Bin(double low, double high, long count, double confidence, double accuracy) {}

  /** The diagram of a data set. */
  public static Reliability of(Predictions predictions, int bins) {
    int[] once = new int[predictions.size()];
    Arrays.fill(once, 1);
    return of(predictions, once, bins);
  }

  static Reliability of(Predictions predictions, int[] counts, int bins) {
    long[] n = new long[bins];
    long[] right = new long[bins];
    double[] confidence = new double[bins];
    for (int r = 0; r < predictions.size(); r++) {
      int guess = predictions.predicted(r);
      double p = predictions.value(r, guess);
      int b = Math.clamp((int) Math.ceil(p * bins) - 1, 0, bins - 1);
      n[b] += counts[r];
      confidence[b] += counts[r] * p;
      right[b] += guess == predictions.label(r) ? counts[r] : 0;
    }
    List<Bin> made = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      double share = n[b] == 0 ? Double.NaN : (double) right[b] / n[b];
      double mean = n[b] == 0 ? Double.NaN : confidence[b] / n[b];
      made.add(new Bin((double) b / bins, (b + 1.0) / bins, n[b], mean, share));
    }
    return new Reliability(List.copyOf(made));
  }
}
