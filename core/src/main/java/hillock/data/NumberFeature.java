package hillock.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A quantity: {@code (t - mean) / deviation} where t is the value, or {@code sign(v)·ln(1 + |v|)} of it for a column
 * that was strongly skewed. A missing value is the median of training; when training had missing values, a second
 * number is 1 for a missing one and 0 otherwise, so that a network can tell.
 *
 * @param median of the present training values, imputed
 * @param indicator whether missing values get a number of their own
 * @param logarithm whether the logarithm is taken
 * @param mean of t over the training part
 * @param deviation standard deviation of t over the training part, greater than 0
 */
public record NumberFeature(
    String column, double median, boolean indicator, boolean logarithm, double mean, double deviation)
    implements FeatureEncoding {
  static final String KIND = "number";

  /** Standardised values beyond this are cut, so that a wild input cannot overflow a network. */
  private static final double FARTHEST = 1e4;

  /** Columns more skewed than this are strongly skewed; an exponential distribution has 2. */
  private static final double STRONG_SKEW = 2;

  /**
   * Learns from a column of numbers with at least two different values. The logarithm is taken when no value is
   * negative, the skewness is above 2, and the logarithm halves it.
   */
  static NumberFeature fit(Column column) {
    double[] sorted = new double[column.size()];
    int n = 0;
    for (int i = 0; i < column.size(); i++) {
      if (!column.missing(i)) {
        sorted[n++] = column.number(i);
      }
    }
    boolean indicator = n < column.size();
    sorted = Arrays.copyOf(sorted, n);
    Arrays.sort(sorted);
    double median = Statistics.medianOfSorted(sorted);
    double skewness = Statistics.skewness(sorted, Statistics.mean(sorted));
    double[] logs = Arrays.stream(sorted).map(NumberFeature::signedLog).toArray();
    boolean logarithm =
        sorted[0] >= 0
            && skewness > STRONG_SKEW
            && Math.abs(Statistics.skewness(logs, Statistics.mean(logs))) < skewness / 2;
    // Mean and deviation are of the column as the network sees it: with the imputed values.
    double[] seen = Arrays.copyOf(logarithm ? logs : sorted, column.size());
    Arrays.fill(seen, n, seen.length, logarithm ? signedLog(median) : median);
    double mean = Statistics.mean(seen);
    double deviation = Math.sqrt(Statistics.variance(seen, mean));
    return new NumberFeature(column.name(), median, indicator, logarithm, mean, deviation > 0 ? deviation : 1);
  }

  @Override
  public List<String> featureNames() {
    String name = logarithm ? "log(" + column + ")" : column;
    return indicator ? List.of(name, column + " missing") : List.of(name);
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public Column coerce(String where, Column given) {
    return Coercion.toNumbers(where, given);
  }

  @Override
  public void encode(Column given, int row, float[] x, int offset) {
    double value = given.number(row);
    boolean missing = Double.isNaN(value);
    double v = missing ? median : value;
    double t = logarithm ? signedLog(v) : v;
    x[offset] = (float) Math.clamp((t - mean) / deviation, -FARTHEST, FARTHEST);
    if (indicator) {
      x[offset + 1] = missing ? 1 : 0;
    }
  }

  private static double signedLog(double v) {
    return Math.signum(v) * Math.log1p(Math.abs(v));
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("column", column);
    map.put("median", median);
    map.put("indicator", indicator);
    map.put("logarithm", logarithm);
    map.put("mean", mean);
    map.put("deviation", deviation);
    return map;
  }

  static NumberFeature fromMap(Fields f) {
    if (!f.text("kind").equals(KIND)) {
      f.fail("kind", KIND);
    }
    return new NumberFeature(
        f.text("column"),
        f.number("median"),
        f.flag("indicator"),
        f.flag("logarithm"),
        f.number("mean"),
        f.positive("deviation"));
  }
}
