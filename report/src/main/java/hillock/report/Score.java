package hillock.report;

/**
 * A metric's value with its 95% confidence interval.
 *
 * @param metric its name for people, such as {@code accuracy} or {@code RMSE}
 * @param value the measured value
 * @param low lower end of the interval; NaN when there is no interval
 * @param high upper end of the interval; NaN when there is no interval
 * @param higherIsBetter whether a higher value is a better one
 * @param fraction whether the value is a share in [0, 1] that reads well as a percentage
 */
public record Score(String metric, double value, double low, double high, boolean higherIsBetter, boolean fraction) {

  /** A value without an interval. */
  public static Score of(String metric, double value, boolean higherIsBetter, boolean fraction) {
    return new Score(metric, value, Double.NaN, Double.NaN, higherIsBetter, fraction);
  }

  /** Whether the interval is known. */
  public boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** Whether the interval is known and holds a value, ends included. */
  public boolean covers(double other) {
    return hasInterval() && low <= other && other <= high;
  }

  /** How much better this value is than another; negative when it is worse. */
  public double gainOver(double other) {
    return higherIsBetter ? value - other : other - value;
  }
}
