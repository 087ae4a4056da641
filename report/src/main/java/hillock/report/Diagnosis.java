package hillock.report;

import hillock.train.Advice;
import hillock.train.EpochStatistics;
import java.util.List;

/**
 * How the layers fared during training.
 *
 * @param advice what seems to be wrong, causes first; empty when nothing does
 * @param epochs what was seen of each layer
 */
public record Diagnosis(List<Advice> advice, List<EpochStatistics> epochs) {
  /** Keeps copies. */
  public Diagnosis {
    advice = List.copyOf(advice);
    epochs = List.copyOf(epochs);
  }
}
