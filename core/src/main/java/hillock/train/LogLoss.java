package hillock.train;

/** Mean of {@code -ln p} over the rows, p the probability given to the true class, at least 1e-15; 0 or more. */
public record LogLoss() implements Metric {
  private static final double LEAST = 1e-15;

  @Override
  public String name() {
    return "logLoss";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    double sum = 0;
    long all = 0;
    for (int r = 0; r < predictions.size(); r++) {
      if (counts[r] > 0) {
        sum -= counts[r] * StrictMath.log(Math.max(LEAST, predictions.value(r, predictions.label(r))));
        all += counts[r];
      }
    }
    return all == 0 ? Double.NaN : sum / all;
  }
}
