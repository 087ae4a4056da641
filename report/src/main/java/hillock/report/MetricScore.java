package hillock.report;

import hillock.experiment.Measure;
import hillock.train.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A measure as a report shows it: with a name for people, and whether higher is better. */
final class MetricScore {
  /** Metrics that are shares of rows and read well as percentages. */
  private static final List<String> FRACTIONS = List.of("accuracy", "f1Macro", "ece", "topographicError");

  /** Names for people; a metric without one keeps its own. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("f1Macro", "F1 (macro)"),
          Map.entry("logLoss", "log loss"),
          Map.entry("rocAuc", "ROC AUC"),
          Map.entry("ece", "calibration error"),
          Map.entry("rmse", "RMSE"),
          Map.entry("mae", "MAE"),
          Map.entry("mase", "MASE"),
          Map.entry("r2", "R²"),
          Map.entry("quantizationError", "quantisation error"),
          Map.entry("topographicError", "topographic error"),
          Map.entry("reconstructionError", "reconstruction error"));

  private MetricScore() {}

  static Score of(String metric, Measure m) {
    boolean higherIsBetter =
        Stream.of(true, false)
            .flatMap(classes -> hillock.experiment.Score.metrics(classes).stream())
            .filter(known -> known.name().equals(metric))
            .anyMatch(Metric::higherIsBetter);
    return new Score(words(metric), m.value(), m.low(), m.high(), higherIsBetter, isFraction(metric));
  }

  static String words(String metric) {
    return WORDS.getOrDefault(metric, metric);
  }

  static boolean isFraction(String metric) {
    return FRACTIONS.contains(metric);
  }
}
