package hillock.report.page;

import hillock.report.ClassPredictions;

/**
 * How far confidence can be believed: rows in equal bins of their highest probability.
 *
 * @param counts rows in each bin
 * @param confidence mean highest probability in each bin; NaN when it is empty
 * @param accuracy share of the bin's rows that are right; NaN when it is empty
 */
record Reliability(int[] counts, double[] confidence, double[] accuracy) {
  /** Bins of the usual definition. Guo et al. 2017, arXiv:1706.04599. */
  static final int BINS = 15;

  static Reliability of(ClassPredictions p) {
    int[] counts = new int[BINS];
    double[] confidence = new double[BINS];
    double[] accuracy = new double[BINS];
    for (int row = 0; row < p.size(); row++) {
      double c = p.confidence(row);
      int bin = Math.clamp((int) Math.ceil(c * BINS) - 1, 0, BINS - 1);
      counts[bin]++;
      confidence[bin] += c;
      accuracy[bin] += p.predicted(row) == p.truth()[row] ? 1 : 0;
    }
    for (int b = 0; b < BINS; b++) {
      confidence[b] /= counts[b];
      accuracy[b] /= counts[b];
    }
    return new Reliability(counts, confidence, accuracy);
  }

  /** Expected calibration error: mean distance of accuracy and confidence over the bins, weighted by their rows. */
  double ece() {
    double sum = 0;
    long n = 0;
    for (int b = 0; b < counts.length; b++) {
      if (counts[b] > 0) {
        sum += counts[b] * Math.abs(accuracy[b] - confidence[b]);
        n += counts[b];
      }
    }
    return sum / n;
  }

  /** Mean confidence minus accuracy: positive when the network is too sure of itself. */
  double excess() {
    double sum = 0;
    long n = 0;
    for (int b = 0; b < counts.length; b++) {
      if (counts[b] > 0) {
        sum += counts[b] * (confidence[b] - accuracy[b]);
        n += counts[b];
      }
    }
    return sum / n;
  }
}
