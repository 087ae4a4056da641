package hillock.train;

/**
 * How far confidence is from accuracy: rows are put into bins of equal width by the probability of their predicted
 * class; the error is {@code Σ_b n_b/n·|accuracy_b - confidence_b|}, from 0 to 1. Guo et al. 2017, arXiv:1706.04599.
 *
 * @param bins at least 1; default 15
 */
public record ExpectedCalibrationError(int bins) implements Metric {
  /** Checks the range. */
  public ExpectedCalibrationError {
    Checks.count("ExpectedCalibrationError: bins", bins);
  }

  /** With 15 bins. */
  public ExpectedCalibrationError() {
    this(15);
  }

  @Override
  public String name() {
    return "ece";
  }

  @Override
  public double upperBound() {
    return 1;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    Reliability reliability = Reliability.of(predictions, counts, bins);
    double error = 0;
    long all = 0;
    for (Reliability.Bin bin : reliability.bins()) {
      all += bin.count();
      error += bin.count() == 0 ? 0 : bin.count() * Math.abs(bin.accuracy() - bin.confidence());
    }
    return all == 0 ? Double.NaN : error / all;
  }
}
