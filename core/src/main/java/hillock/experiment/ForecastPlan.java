package hillock.experiment;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.Seasonality;
import hillock.data.Series;
import hillock.data.SeriesPreprocessor;
import hillock.data.Table;
import hillock.data.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A forecast with all choices made: the first steps of the series are for training, the next for validation, the last
 * for the test. A window belongs to the part that all its targets lie in; windows whose targets lie in two parts are
 * left out, so that no target value is in two parts. What a window looks back at may reach into the part before: at the
 * time of a forecast that is known.
 *
 * @param table the rows as they were given, without dropped columns
 * @param series all steps
 * @param window steps to look back at
 * @param horizon steps to tell
 * @param period steps of a season; 1 for none
 * @param trainSteps steps for training, the first ones
 * @param origins first step told, of the windows of all parts in turn
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ForecastPlan(
    Table table, Series series, int window, int horizon, int period, int trainSteps, int[] origins) {
  private static final int SHORTEST_WINDOW = 8;

  /** The parts of a forecast: windows in the order of time. */
  static RowParts parts(Settings s, Forecast wish) {
    if (!(s.data instanceof Table whole)) {
      throw new DataException("forecast", "data without columns", "a table of numbers", "Give a CSV file.");
    }
    if (s.testData != null) {
      throw new DataException(
          "forecast", "test data of its own", "one series", "The last part of the series is the test.");
    }
    if (s.kind != null && s.kind != Task.Kind.REGRESSION) {
      throw new DataException("task", s.kind + " asked for", "a regression, as forecasts are", "Leave out the task.");
    }
    if (s.dropped.contains(wish.column())) {
      throw new DataException("drop", "the column to forecast '" + wish.column() + "'", "other columns", "");
    }
    Table table = s.dropped.isEmpty() ? whole : whole.without(s.dropped.toArray(String[]::new));
    Series series = Series.of(table, wish.column(), wish.time());
    int n = series.size();
    int testSteps = (int) Math.round(s.test * n);
    int validationSteps = (int) Math.round(s.validation * (n - testSteps));
    int trainSteps = n - testSteps - validationSteps;
    double[] training = IntStream.range(0, trainSteps).mapToDouble(series::target).toArray();
    int period = wish.season() > 0 ? wish.season() : Seasonality.period(training);
    int horizon = wish.horizon() > 0 ? wish.horizon() : period;
    int window = wish.window() > 0 ? wish.window() : window(period, horizon, trainSteps);
    int[] train = series.origins(window, horizon, 0, trainSteps);
    int[] validation = series.origins(window, horizon, trainSteps, trainSteps + validationSteps);
    int[] test = series.origins(window, horizon, n - testSteps, n);
    require(series, "training", train, trainSteps, window, horizon);
    if (s.validation > 0) {
      require(series, "validation", validation, validationSteps, window, horizon);
    }
    if (s.test > 0) {
      require(series, "test", test, testSteps, window, horizon);
    }
    int[] origins =
        IntStream.concat(Arrays.stream(train), IntStream.concat(Arrays.stream(validation), Arrays.stream(test)))
            .toArray();
    Dataset windows = series.windows(window, horizon, origins);
    String column = wish.column();
    String why = "the next " + (horizon == 1 ? "value" : horizon + " values") + " of '" + column + "' are to be told";
    List<String> notes = new ArrayList<>(series.notes());
    notes.add(
        "In the order of time: up to "
            + series.time(trainSteps - 1)
            + " for training, up to "
            + series.time(n - testSteps - 1)
            + " for validation, the rest for the test.");
    return new RowParts(
        windows,
        column,
        new Task(Task.Kind.REGRESSION, column, List.of(), why),
        IntStream.range(0, train.length).toArray(),
        IntStream.range(train.length, train.length + validation.length).toArray(),
        IntStream.range(train.length + validation.length, origins.length).toArray(),
        windows,
        origins,
        notes,
        new ForecastPlan(table, series, window, horizon, period, trainSteps, origins));
  }

  private static int window(int period, int horizon, int trainSteps) {
    int wanted = Math.max(Math.max(2 * period, horizon), SHORTEST_WINDOW);
    // A short series keeps most of its training steps for targets.
    return Math.max(1, Math.min(wanted, trainSteps / 3));
  }

  private static void require(Series series, String part, int[] origins, int steps, int window, int horizon) {
    if (origins.length == 0) {
      boolean first = part.equals("training");
      throw new DataException(
          series.where() + ", " + part + " part",
          steps + " of " + series.size() + " steps, in which no window fits",
          (first ? "at least " + (window + horizon) + ", a window of " + window + " and " : "at least ")
              + "a horizon of "
              + horizon
              + " with known values",
          "Use a shorter window or horizon, a larger share for this part, or more rows.");
    }
  }

  /**
   * The simplest forecast: each value as it was one season before, the last season known being repeated.
   *
   * @param season steps of a season; 1 for repeating the last value
   * @param starts first step told of each forecast
   * @return [starts, horizon] in the target's unit
   */
  public float[] naive(int season, int[] starts) {
    float[] y = new float[starts.length * horizon];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) series.target(Math.max(0, starts[i / horizon] - season + i % horizon % season));
    }
    return y;
  }

  /** The scales, learned from the training steps. */
  SeriesPreprocessor preprocessor() {
    return SeriesPreprocessor.fit(series, trainSteps, window, horizon, period);
  }
}
