package hillock.train;

/** Share of rows whose most probable class is the true one, from 0 to 1; its interval is that of Wilson. */
public record Accuracy() implements Metric {
  @Override
  public String name() {
    return "accuracy";
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
    long right = 0;
    long all = 0;
    for (int r = 0; r < predictions.size(); r++) {
      right += predictions.predicted(r) == predictions.label(r) ? counts[r] : 0;
      all += counts[r];
    }
    return all == 0 ? Double.NaN : (double) right / all;
  }

  @Override
  public Interval interval(Predictions predictions, long seed) {
    return Interval.wilson(of(predictions), predictions.size());
  }
}
