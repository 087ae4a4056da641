package hillock.train;

/**
 * A number that says how good predictions are: a record. Computed over a whole data set in double precision, row after
 * row, so that it does not depend on batches or threads.
 */
public interface Metric {
  /** Short name, as in reports: {@code accuracy}. */
  String name();

  /** Whether larger values are better. */
  boolean higherIsBetter();

  /** The smallest value there can be: 0 by default. */
  default double lowerBound() {
    return 0;
  }

  /** The largest value there can be: 1 for shares, by default no bound. */
  default double upperBound() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * The metric of a data set in which row r occurs {@code counts[r]} times.
   *
   * @return NaN when it is not defined, such as the area under the curve with one class only
   */
  double of(Predictions predictions, int[] counts);

  /** The metric. */
  default double of(Predictions predictions) {
    int[] once = new int[predictions.size()];
    java.util.Arrays.fill(once, 1);
    return of(predictions, once);
  }

  /** A 95% confidence interval; by default that of {@link Bootstrap} with 1,000 samples. */
  default Interval interval(Predictions predictions, long seed) {
    return Bootstrap.interval(this, predictions, seed);
  }

  /** Whether a is better than b; nothing is better than NaN, and NaN is better than nothing. */
  default boolean better(double a, double b) {
    return higherIsBetter()
        ? a > b || Double.isNaN(b) && !Double.isNaN(a)
        : a < b || Double.isNaN(b) && !Double.isNaN(a);
  }
}
