package hillock.train;

/**
 * Coefficient of determination, {@code 1 - Σ (y-t)²/Σ (t-mean)²}: 1 for perfect predictions, 0 for predicting the mean,
 * less for worse; the mean over the targets when there are several. A target that never changes counts 1 when predicted
 * exactly, otherwise 0.
 */
public record R2() implements Metric {
  @Override
  public String name() {
    return "r2";
  }

  @Override
  public double lowerBound() {
    return Double.NEGATIVE_INFINITY;
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
    double sum = 0;
    for (int c = 0; c < predictions.columns(); c++) {
      sum += ofColumn(predictions, counts, c);
    }
    return sum / predictions.columns();
  }

  private static double ofColumn(Predictions predictions, int[] counts, int c) {
    int k = predictions.columns();
    float[] y = predictions.values();
    float[] t = predictions.targets();
    double total = 0;
    long all = 0;
    for (int r = 0; r < predictions.size(); r++) {
      total += counts[r] * (double) t[r * k + c];
      all += counts[r];
    }
    if (all == 0) {
      return Double.NaN;
    }
    double mean = total / all;
    double residual = 0;
    double spread = 0;
    for (int r = 0; r < predictions.size(); r++) {
      double truth = t[r * k + c];
      residual += counts[r] * (y[r * k + c] - truth) * (y[r * k + c] - truth);
      spread += counts[r] * (truth - mean) * (truth - mean);
    }
    return spread > 0 ? 1 - residual / spread : residual == 0 ? 1 : 0;
  }
}
