package hillock.report;

import java.util.Optional;

/**
 * Predicted numbers, in the target's own unit. The arrays are kept and must not change.
 *
 * @param truth the true value of each of n rows
 * @param predicted the prediction for each of n rows
 * @param forecast how forecasts go on from the first step, which truth and predictions are of; empty for other rows
 */
public record NumberPredictions(
    String target, double[] truth, double[] predicted, Examples examples, Optional<ForecastPaths> forecast)
    implements Predictions {

  /** Of rows that are no forecasts. */
  public NumberPredictions(String target, double[] truth, double[] predicted, Examples examples) {
    this(target, truth, predicted, examples, Optional.empty());
  }

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException when they differ
   */
  public NumberPredictions {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "number predictions: got "
              + predicted.length
              + " predictions, expected one for each of the "
              + truth.length
              + " rows");
    }
  }

  @Override
  public int size() {
    return truth.length;
  }

  /** Truth minus prediction: positive where the prediction is too low. */
  public double residual(int row) {
    return truth[row] - predicted[row];
  }
}
