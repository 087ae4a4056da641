package hillock.data;

import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A series made windows: [window, inputs], of which the first input is the target, each input standardised by its mean
 * and deviation over the training steps. A positive target that swings in proportion to its level is learned as its
 * logarithm. All {@code horizon} targets of a window have the scale of the target as an input.
 */
public final class SeriesPreprocessor implements Preprocessor {
  static final String KIND = "series";

  private static final int MOST_STEPS = 1 << 20;

  private final List<String> names;
  private final @Nullable String time;
  private final TimeAxis axis;
  private final int window;
  private final int period;
  private final double naiveError;
  private final double[] mean;
  private final double[] deviation;
  private final NumberTarget target;

  private SeriesPreprocessor(
      List<String> names,
      @Nullable String time,
      TimeAxis axis,
      int window,
      int period,
      double naiveError,
      double[] mean,
      double[] deviation,
      NumberTarget target) {
    this.names = List.copyOf(names);
    this.time = time;
    this.axis = axis;
    this.window = window;
    this.period = period;
    this.naiveError = naiveError;
    this.mean = mean;
    this.deviation = deviation;
    this.target = target;
  }

  /**
   * Learns the scales.
   *
   * @param trainSteps the first steps of the series, those for training; later ones are not looked at
   * @param period steps of a season; 1 for none
   */
  public static SeriesPreprocessor fit(Series series, int trainSteps, int window, int horizon, int period) {
    double[] goal = IntStream.range(0, trainSteps).mapToDouble(series::target).toArray();
    boolean logarithm = Seasonality.growsWithLevel(goal, period);
    int features = series.names().size();
    double[] mean = new double[features];
    double[] deviation = new double[features];
    for (int f = 0; f < features; f++) {
      int feature = f;
      double[] x =
          IntStream.range(0, trainSteps)
              .mapToDouble(i -> series.value(i, feature))
              .map(v -> feature == 0 && logarithm ? Math.log(v) : v)
              .toArray();
      mean[f] = Statistics.mean(x);
      double spread = Math.sqrt(Statistics.variance(x, mean[f]));
      deviation[f] = spread > 0 ? spread : 1;
    }
    double error =
        IntStream.range(period, trainSteps).mapToDouble(i -> Math.abs(goal[i] - goal[i - period])).average().orElse(0);
    String name = series.names().getFirst();
    List<NumberTarget.Part> parts = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      parts.add(new NumberTarget.Part(name + " +" + h, logarithm, mean[0], deviation[0]));
    }
    return new SeriesPreprocessor(
        series.names(),
        series.timeColumn(),
        series.axis(),
        window,
        period,
        error,
        mean,
        deviation,
        new NumberTarget(name, parts));
  }

  /** Steps that a forecast looks back at. */
  public int window() {
    return window;
  }

  /** Steps that a forecast tells. */
  public int horizon() {
    return target.width();
  }

  /** Steps of a season; 1 for none. */
  public int period() {
    return period;
  }

  /**
   * Mean error over the training steps of taking each value for that one season before, in the target's unit: the
   * measure of MASE. Hyndman and Koehler 2006.
   */
  public double naiveError() {
    return naiveError;
  }

  /** Names of the columns that are read: the target, the other inputs, and the times if there are any. */
  public List<String> columnNames() {
    List<String> all = new ArrayList<>(names);
    if (time != null) {
      all.add(time);
    }
    return all;
  }

  /** The series in a table like that of training. */
  public Series series(Table table) {
    return Series.of(table, names, time, axis);
  }

  @Override
  public Shape inputShape() {
    return Shape.of(window, names.size());
  }

  @Override
  public List<String> featureNames() {
    return List.of();
  }

  @Override
  public Optional<Shape> imageShape() {
    return Optional.empty();
  }

  @Override
  public TargetEncoder target() {
    return target;
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Each forecast looks back "
            + window
            + " steps"
            + (axis.kind() == TimeAxis.Kind.ROWS ? "" : " of " + axis.words())
            + " at "
            + String.join(", ", names)
            + " and tells the next "
            + horizon()
            + ".");
    notes.add(period > 1 ? "A season has " + period + " steps." : "No season was found.");
    if (target.parts().getFirst().logarithm()) {
      notes.add("'" + target.name() + "' swings in proportion to its level: its logarithm is learned.");
    }
    return notes;
  }

  /** All windows of a series whose targets are known, or windows as {@link Series#windows} made them. */
  @Override
  public Dataset transform(RawData data) {
    Dataset windows = data instanceof Table table ? windows(series(table)) : (Dataset) data;
    Dataset features = transformInputs(windows);
    return windows.hasTargets() ? target.encode(features, windows) : features;
  }

  /** Every window of a series that is followed by known targets, as it is. */
  public Dataset windows(Series series) {
    int[] origins = series.origins(window, horizon(), 0, series.size());
    if (origins.length == 0) {
      throw new DataException(
          series.where(),
          series.size() + " steps",
          "at least "
              + (window + horizon())
              + ": the "
              + window
              + " that the model looks back at and "
              + horizon()
              + " to compare its forecast with",
          "Give a longer series.");
    }
    return series.windows(window, horizon(), origins);
  }

  /** The window at the end of a table; or windows as they were given. */
  @Override
  public Dataset transformInputs(RawData data) {
    Dataset windows = data instanceof Table table ? series(table).lastWindow(window) : (Dataset) data;
    if (!windows.sampleShape().equals(inputShape())) {
      throw new DataException(
          "data",
          "samples of shape " + windows.sampleShape(),
          "a series, or windows " + inputShape() + " of one",
          "Give a CSV file like the one of training.");
    }
    return windows.scaledWindows(target.parts().getFirst().logarithm(), mean, deviation);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("names", names);
    if (time != null) {
      map.put("time", time);
    }
    map.put("axis", axis.toMap());
    map.put("window", window);
    map.put("period", period);
    map.put("naiveError", naiveError);
    map.put("mean", Arrays.stream(mean).boxed().toList());
    map.put("deviation", Arrays.stream(deviation).boxed().toList());
    map.put("target", target.toMap());
    return map;
  }

  static SeriesPreprocessor fromMap(Fields f) {
    List<String> names = f.texts("names");
    double[] mean = f.numbers("mean");
    double[] deviation = f.numbers("deviation");
    int window = f.integer("window", 1, MOST_STEPS);
    if (names.isEmpty() || names.stream().distinct().count() != names.size()) {
      f.fail("names", "at least one, each another");
    }
    if (mean.length != names.size()) {
      f.fail("mean", names.size() + " numbers");
    }
    if (deviation.length != names.size() || !Arrays.stream(deviation).allMatch(d -> d > 0)) {
      f.fail("deviation", names.size() + " numbers greater than 0");
    }
    if ((long) window * names.size() > Integer.MAX_VALUE - 8) {
      f.fail("window", "fewer than 2^31 values in a window");
    }
    NumberTarget target =
        TargetEncoder.fromMap(f.object("target")) instanceof NumberTarget numbers
            ? numbers
            : f.fail("target", "numbers");
    double error = f.number("naiveError");
    return new SeriesPreprocessor(
        names,
        f.has("time") ? f.text("time") : null,
        TimeAxis.fromMap(f.object("axis")),
        window,
        f.integer("period", 1, MOST_STEPS),
        error >= 0 ? error : f.fail("naiveError", "0 or more"),
        mean,
        deviation,
        target);
  }
}
