package hillock.train;

/**
 * Mean absolute scaled error: the mean absolute error in units of that of the seasonal naive forecast, one step ahead,
 * over the training part. Below 1 is better than that. Hyndman and Koehler, "Another look at measures of forecast
 * accuracy", 2006.
 *
 * @param naiveError mean absolute error of the naive forecast, in the unit of the target, 0 or more
 */
public record Mase(double naiveError) implements Metric {
  @Override
  public String name() {
    return "mase";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /** Not defined when the naive forecast makes no error. */
  @Override
  public double of(Predictions predictions, int[] counts) {
    return naiveError > 0 ? new Mae().of(predictions, counts) / naiveError : Double.NaN;
  }
}
