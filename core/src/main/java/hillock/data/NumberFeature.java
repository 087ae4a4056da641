package hillock.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A quantity: {@code (t - mean) / deviation} where t is the value, or {@code sign(v)·ln(1 + |v|)} of it for a column
 * that was strongly skewed. A missing value is the median of training; when training had missing values, a second
 * number is 1 for a missing one and 0 otherwise, so that a network can tell.
 *
 * <p>A column of many different values in many rows gives one more number: its rank among the training values, the
 * share of them that is smaller, scaled to mean 0 and variance 1. Where values crowd together it tells them apart
 * better than the value itself, and no outlier can stretch it.
 *
 * @param median of the present training values, imputed
 * @param indicator whether missing values get a number of their own
 * @param logarithm whether the logarithm is taken
 * @param mean of t over the training part
 * @param deviation standard deviation of t over the training part, greater than 0
 * @param quantiles of the present training values at equal steps, smallest to largest; empty when there were too few
 */
public record NumberFeature(
    String column,
    double median,
    boolean indicator,
    boolean logarithm,
    double mean,
    double deviation,
    List<Double> quantiles)
    implements FeatureEncoding {
  static final String KIND = "number";

  private static final int QUANTILES = 65;

  /** Makes the rank, which is uniform on [0, 1] over the training part, have mean 0 and variance 1. */
  private static final double RANK_SCALE = 2 * Math.sqrt(3);

  /** Keeps the quantiles' own copy. */
  public NumberFeature {
    quantiles = List.copyOf(quantiles);
  }

  /** Without a rank. */
  public NumberFeature(
      String column, double median, boolean indicator, boolean logarithm, double mean, double deviation) {
    this(column, median, indicator, logarithm, mean, deviation, List.of());
  }

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
    return new NumberFeature(
        column.name(), median, indicator, logarithm, mean, deviation > 0 ? deviation : 1, quantiles(sorted));
  }

  /** Empty unless there are ten rows and a value of its own for each quantile, so that ranks mean something. */
  private static List<Double> quantiles(double[] sorted) {
    long distinct = Arrays.stream(sorted).distinct().count();
    List<Double> quantiles = new ArrayList<>();
    if (sorted.length >= 10 * QUANTILES && distinct >= QUANTILES) {
      for (int i = 0; i < QUANTILES; i++) {
        quantiles.add(sorted[(int) ((long) i * (sorted.length - 1) / (QUANTILES - 1))]);
      }
    }
    return quantiles;
  }

  @Override
  public List<String> featureNames() {
    List<String> names = new ArrayList<>();
    names.add(logarithm ? "log(" + column + ")" : column);
    if (!quantiles.isEmpty()) {
      names.add("rank(" + column + ")");
    }
    if (indicator) {
      names.add(column + " missing");
    }
    return names;
  }

  @Override
  public int width() {
    return 1 + (quantiles.isEmpty() ? 0 : 1) + (indicator ? 1 : 0);
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
    int next = offset + 1;
    if (!quantiles.isEmpty()) {
      x[next++] = (float) ((rank(v) - 0.5) * RANK_SCALE);
    }
    if (indicator) {
      x[next] = missing ? 1 : 0;
    }
  }

  /** The value itself; rank and mark of missing values say nothing more. */
  @Override
  public String decode(float[] x, int offset) {
    return Float.toString((float) value(x[offset]));
  }

  /** The value that an encoded number stands for. */
  double value(double encoded) {
    double t = mean + deviation * encoded;
    return logarithm ? Math.signum(t) * Math.expm1(Math.abs(t)) : t;
  }

  /** The place of a value among the quantiles, from 0 to 1, linear between two; the middle of those equal to it. */
  private double rank(double v) {
    int below = 0; // quantiles smaller than v
    int notAbove = quantiles.size(); // quantiles smaller than or equal to v
    for (int high = notAbove; below < high; ) {
      int middle = (below + high) >>> 1;
      if (quantiles.get(middle) < v) {
        below = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int low = below; low < notAbove; ) {
      int middle = (low + notAbove) >>> 1;
      if (quantiles.get(middle) <= v) {
        low = middle + 1;
      } else {
        notAbove = middle;
      }
    }
    double last = quantiles.size() - 1;
    if (below < notAbove) {
      return (below + notAbove - 1) / 2.0 / last;
    }
    if (below == 0 || below > last) {
      return below == 0 ? 0 : 1;
    }
    double from = quantiles.get(below - 1);
    return (below - 1 + (v - from) / (quantiles.get(below) - from)) / last;
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
    if (!quantiles.isEmpty()) {
      map.put("quantiles", quantiles);
    }
    return map;
  }

  static NumberFeature fromMap(Fields f) {
    if (!f.text("kind").equals(KIND)) {
      f.fail("kind", KIND);
    }
    double[] quantiles = f.has("quantiles") ? f.numbers("quantiles") : new double[0];
    for (int i = 1; i < quantiles.length; i++) {
      if (quantiles[i] < quantiles[i - 1]) {
        f.fail("quantiles", "ascending numbers");
      }
    }
    if (quantiles.length == 1) {
      f.fail("quantiles", "no or at least two numbers");
    }
    return new NumberFeature(
        f.text("column"),
        f.number("median"),
        f.flag("indicator"),
        f.flag("logarithm"),
        f.number("mean"),
        f.positive("deviation"),
        Arrays.stream(quantiles).boxed().toList());
  }
}
