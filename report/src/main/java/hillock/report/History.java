package hillock.report;

import java.util.List;

/**
 * The course of a training.
 *
 * @param metric name of the metric that chose the best epoch
 * @param fraction whether the metric is a share in [0, 1]
 * @param best number of the epoch whose weights were kept; 0 when the last ones were
 * @param epochs in order
 */
public record History(String metric, boolean fraction, int best, List<Epoch> epochs) {

  /**
   * One pass over the training rows. NaN stands for what was not measured.
   *
   * @param number from 1
   * @param trainLoss mean loss over the epoch's batches
   * @param validationLoss mean loss on the validation rows after the epoch
   * @param validationMetric the metric on the validation rows after the epoch
   * @param learningRate at the end of the epoch
   */
  public record Epoch(
      int number, double trainLoss, double validationLoss, double validationMetric, double learningRate) {}

  public History {
    epochs = List.copyOf(epochs);
  }
}
