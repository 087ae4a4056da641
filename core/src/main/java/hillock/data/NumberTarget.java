package hillock.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Quantities to predict, k a row, standardised: {@code y = (t - mean) / deviation} where t is the value, or its natural
 * logarithm for a positive target that was strongly skewed in training.
 *
 * @param name of the target column
 * @param parts one for each number of a row
 */
public record NumberTarget(String name, List<Part> parts) implements TargetEncoder {
  static final String KIND = "numbers";

  /** Targets more skewed than this are learned as logarithms, if that halves the skewness. */
  private static final double STRONG_SKEW = 1.5;

  /** Predicted logarithms are kept within this many deviations of the mean, so that none overflows. */
  private static final double FARTHEST_LOG = 20;

  /**
   * One number to predict.
   *
   * @param logarithm whether the logarithm of the value is learned
   * @param mean of t over the training part
   * @param deviation standard deviation of t over the training part, greater than 0
   */
  public record Part(String name, boolean logarithm, double mean, double deviation) {
    static Part fit(String name, double[] values) {
      double skewness = Statistics.skewness(values, Statistics.mean(values));
      boolean positive = true;
      double[] t = new double[values.length];
      for (int i = 0; i < t.length; i++) {
        positive &= values[i] > 0;
        t[i] = Math.log(values[i]);
      }
      boolean logarithm =
          positive && skewness > STRONG_SKEW && Math.abs(Statistics.skewness(t, Statistics.mean(t))) < skewness / 2;
      double[] seen = logarithm ? t : values;
      double mean = Statistics.mean(seen);
      double deviation = Math.sqrt(Statistics.variance(seen, mean));
      return new Part(name, logarithm, mean, deviation > 0 ? deviation : 1);
    }

    /** The standardised target; NaN for a value without logarithm where one is needed. */
    public float encode(double value) {
      return (float) (((logarithm ? Math.log(value) : value) - mean) / deviation);
    }

    /** The value that a standardised prediction stands for. */
    public double decode(double y) {
      return logarithm ? Math.exp(mean + deviation * Math.clamp(y, -FARTHEST_LOG, FARTHEST_LOG)) : mean + deviation * y;
    }
  }

  public NumberTarget {
    parts = List.copyOf(parts);
  }

  /** Learns from the targets of the training part. */
  static NumberTarget fit(RawData training, Task task) {
    return switch (training) {
      case Table table -> {
        Column column = Coercion.toNumbers(table.where(), table.present(task.target()).column(task.target()));
        double[] values = new double[column.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = column.number(i);
        }
        yield new NumberTarget(task.target(), List.of(Part.fit(task.target(), values)));
      }
      case Dataset data -> {
        List<Part> parts = new ArrayList<>();
        int k = data.targetNames().size();
        for (int j = 0; j < k; j++) {
          double[] values = new double[data.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = data.targets()[i * k + j];
          }
          parts.add(Part.fit(data.targetNames().get(j), values));
        }
        yield new NumberTarget(task.target(), parts);
      }
    };
  }

  @Override
  public Task.Kind kind() {
    return Task.Kind.REGRESSION;
  }

  @Override
  public int width() {
    return parts.size();
  }

  /** Turns standardised predictions [n, k] into values, in place. */
  public void decode(float[] y, int n) {
    int k = parts.size();
    for (int i = 0; i < n * k; i++) {
      y[i] = (float) parts.get(i % k).decode(y[i]);
    }
  }

  @Override
  public Dataset encode(Dataset features, Dataset raw) {
    int k = parts.size();
    if (raw.targetNames().size() != k) {
      throw new DataException("data", raw.targetNames().size() + " targets a row", k + " as in training", "");
    }
    float[] y = new float[raw.targets().length];
    for (int i = 0; i < y.length; i++) {
      y[i] = checked("data", i / k, raw.targets()[i], parts.get(i % k));
    }
    return features.withTargets(y, raw.targetNames());
  }

  @Override
  public Dataset encode(Dataset features, String where, Column column) {
    Column numbers = Coercion.toNumbers(where, column);
    float[] y = new float[numbers.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = checked(where, i, numbers.number(i), parts.getFirst());
    }
    return features.withTargets(y, List.of(name));
  }

  private float checked(String where, int row, double value, Part part) {
    float y = part.encode(value);
    if (!Float.isFinite(y)) {
      throw new DataException(
          where + ", target '" + name + "', row " + (row + 1),
          Double.isNaN(value) ? "no value" : Column.canonical(value),
          part.logarithm() ? "a number greater than 0 as in training" : "a number",
          "Leave out rows whose target is not known.");
    }
    return y;
  }

  @Override
  public Map<String, Object> toMap() {
    List<Object> list = new ArrayList<>();
    for (Part part : parts) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("name", part.name);
      map.put("logarithm", part.logarithm);
      map.put("mean", part.mean);
      map.put("deviation", part.deviation);
      list.add(map);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("name", name);
    map.put("parts", list);
    return map;
  }

  static NumberTarget fromMap(Fields f) {
    List<Part> parts = new ArrayList<>();
    for (Fields p : f.objects("parts")) {
      parts.add(new Part(p.text("name"), p.flag("logarithm"), p.number("mean"), p.positive("deviation")));
    }
    return new NumberTarget(f.text("name"), parts.isEmpty() ? f.fail("parts", "at least one") : parts);
  }
}
