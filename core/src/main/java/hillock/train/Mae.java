package hillock.train;

/** Mean absolute error over all values, {@code Σ |y-t|/n}, in the unit of the target. */
public record Mae() implements Metric {
  @Override
  public String name() {
    return "mae";
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
      sum += counts[i / predictions.columns()] * Math.abs((double) y[i] - t[i]);
      all += counts[i / predictions.columns()];
    }
    return all == 0 ? Double.NaN : sum / all;
  }
}
