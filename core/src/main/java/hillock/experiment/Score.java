package hillock.experiment;

import hillock.data.ClassTarget;
import hillock.data.InputsTarget;
import hillock.data.NoTarget;
import hillock.data.NumberTarget;
import hillock.data.SeriesPreprocessor;
import hillock.data.TargetEncoder;
import hillock.train.Accuracy;
import hillock.train.ExpectedCalibrationError;
import hillock.train.F1Macro;
import hillock.train.Interval;
import hillock.train.LogLoss;
import hillock.train.Mae;
import hillock.train.Mase;
import hillock.train.Metric;
import hillock.train.OfBlocks;
import hillock.train.Predictions;
import hillock.train.R2;
import hillock.train.Rmse;
import hillock.train.RocAuc;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good predictions for some rows are.
 *
 * @param n rows measured
 * @param measures by name, the most important first: accuracy, f1Macro, logLoss, rocAuc, ece for classes; rmse, mae, r2
 *     for numbers; rmse, mae, mase for forecasts; rmse for rebuilt inputs; those of {@link NoTarget} without a target.
 *     What the rows do not define (the ROC of a single class, say) is absent
 */
public record Score(int n, Map<String, Measure> measures) {
  /** Keeps a copy of the map in its order. */
  public Score {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  /** The metrics of a task, the most important first. */
  public static List<Metric> metrics(boolean classes) {
    return classes
        ? List.of(new Accuracy(), new F1Macro(), new LogLoss(), new RocAuc(), new ExpectedCalibrationError())
        : List.of(new Rmse(), new Mae(), new R2());
  }

  /** The metrics of predictions of this target; without one, the means of the outputs that are errors. */
  public static List<Metric> metrics(TargetEncoder target) {
    return switch (target) {
      case ClassTarget _ -> metrics(true);
      case NumberTarget _ -> metrics(false);
      case InputsTarget _ -> reconstructionMetrics();
      case NoTarget said ->
          IntStream.range(0, said.width())
              .filter(i -> said.outputs().get(i).isError())
              .<Metric>mapToObj(i -> new OutputMean(said.outputs().get(i).measure(), i))
              .toList();
    };
  }

  /**
   * The metrics of rebuilt inputs: the root of the mean squared error over all of them, as they are encoded, so that 1
   * is about what guessing the mean of a standardised one costs.
   */
  public static List<Metric> reconstructionMetrics() {
    return List.of(new Rmse());
  }

  /** The metrics of forecasts: errors in the target's unit, and in that of the seasonal naive forecast (mase). */
  public static List<Metric> forecastMetrics(SeriesPreprocessor series) {
    // Windows that begin within a horizon of each other share targets: intervals draw such neighbours together.
    int block = series.horizon();
    return List.of(
        new OfBlocks(new Rmse(), block),
        new OfBlocks(new Mae(), block),
        new OfBlocks(new Mase(series.naiveError()), block));
  }

  /** Measures without intervals. */
  public static Score of(Predictions predictions) {
    return of(predictions, metrics(predictions.classes()));
  }

  /** These measures without intervals. */
  public static Score of(Predictions predictions, List<Metric> metrics) {
    Map<String, Measure> measures = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      double value = metric.of(predictions);
      if (!Double.isNaN(value)) {
        measures.put(metric.name(), Measure.of(value));
      }
    }
    return new Score(predictions.size(), measures);
  }

  /** Measures with their 95% confidence intervals; see {@link Metric#interval}. */
  public static Score withIntervals(Predictions predictions, long seed) {
    return withIntervals(predictions, metrics(predictions.classes()), seed);
  }

  /** These measures with their 95% confidence intervals. */
  public static Score withIntervals(Predictions predictions, List<Metric> metrics, long seed) {
    Map<String, Measure> measures = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      double value = metric.of(predictions);
      if (!Double.isNaN(value)) {
        Interval interval = metric.interval(predictions, seed);
        measures.put(metric.name(), new Measure(value, interval.low(), interval.high()));
      }
    }
    return new Score(predictions.size(), measures);
  }

  /** The value of a measure; NaN when it is absent. */
  public double value(String name) {
    Measure measure = measures.get(name);
    return measure == null ? Double.NaN : measure.value();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(n + " rows");
    measures.forEach((name, measure) -> text.append(", ").append(name).append(' ').append(measure));
    return text.toString();
  }
}
