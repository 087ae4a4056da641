package hillock.train;

/** Root of the mean squared error over all values, {@code √(Σ (y-t)²/n)}, in the unit of the target. */
public record Rmse() implements Metric {
  @Override
  public String name() {
    return "rmse";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    float[] y = predictions.values();
    float[] t = predictions.targets();
    double sum = 0;
    long all = 0;
    for (int i = 0; i < y.length; i++) {
      double d = (double) y[i] - t[i];
      sum += counts[i / predictions.columns()] * d * d;
      all += counts[i / predictions.columns()];
    }
    return all == 0 ? Double.NaN : Math.sqrt(sum / all);
  }
}
