package hillock.cli;

import hillock.data.DataException;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Repetition;
import hillock.experiment.Score;
import hillock.train.Metric;
import java.util.Comparator;

/** Which of several runs to keep. */
final class Choice {
  private Choice() {}

  /** The run that did best on the validation rows (the test rows must not choose), of those that did not diverge. */
  static ExperimentResult best(Repetition repetition) {
    return repetition.runs().stream()
        .map(Repetition.Run::result)
        .filter(r -> !r.diverged())
        .min(Comparator.comparingDouble(Choice::error))
        .orElseThrow(() ->
            new IllegalStateException(
                new DataException(
                        "training",
                        "divergence with every seed",
                        "at least one run that learns",
                        "Try a smaller --learning-rate.")
                    .getMessage()));
  }

  private static double error(ExperimentResult result) {
    Score score = result.validation().orElse(result.train());
    Metric first = result.prepared().metrics().getFirst();
    double value = score.value(first.name());
    return first.higherIsBetter() ? -value : value;
  }
}
