package hillock.train;

import java.util.Map;

/**
 * What one epoch achieved.
 *
 * @param epoch number from 0
 * @param trainLoss weighted mean of the batches' losses as they were met, regularisation such as dropout at work
 * @param validationLoss loss on the validation data after the epoch; NaN without any
 * @param metrics on the validation data, by name, in the order they were asked for
 * @param learningRate of the last step
 * @param seconds spent, the validation included
 */
public record EpochReport(
    int epoch,
    double trainLoss,
    double validationLoss,
    Map<String, Double> metrics,
    double learningRate,
    double seconds) {
  /** The validation loss when there is one, otherwise the training loss. */
  public double monitoredLoss() {
    return Double.isNaN(validationLoss) ? trainLoss : validationLoss;
  }
}
