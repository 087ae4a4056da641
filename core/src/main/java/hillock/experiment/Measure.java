package hillock.experiment;

import java.util.Locale;

/**
 * A measured number with its 95% confidence interval.
 *
 * @param value on all rows
 * @param low lower end of the interval; NaN when none was computed
 * @param high upper end of the interval; NaN when none was computed
 */
public record Measure(double value, double low, double high) {
  /** A number without an interval. */
  public static Measure of(double value) {
    return new Measure(value, Double.NaN, Double.NaN);
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  @Override
  public String toString() {
    return hasInterval()
        ? String.format(Locale.ROOT, "%.4g [%.4g, %.4g]", value, low, high)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
