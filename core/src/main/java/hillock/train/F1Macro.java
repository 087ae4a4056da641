package hillock.train;

/**
 * Mean over the classes of the harmonic mean of precision and recall, {@code F1 = 2·tp/(2·tp + fp + fn)}, from 0 to 1.
 * Classes that occur neither in the truth nor in the predictions are left out.
 */
public record F1Macro() implements Metric {
  @Override
  public String name() {
    return "f1Macro";
  }

  @Override
  public double upperBound() {
    return 1;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    int k = predictions.columns();
    long[] hits = new long[k];
    long[] occurrences = new long[k]; // tp + fn and tp + fp together
    for (int r = 0; r < predictions.size(); r++) {
      int truth = predictions.label(r);
      int guess = predictions.predicted(r);
      occurrences[truth] += counts[r];
      occurrences[guess] += counts[r];
      hits[truth] += truth == guess ? counts[r] : 0;
    }
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < k; c++) {
      if (occurrences[c] > 0) {
        sum += 2.0 * hits[c] / occurrences[c];
        classes++;
      }
    }
    return classes == 0 ? Double.NaN : sum / classes;
  }
}
