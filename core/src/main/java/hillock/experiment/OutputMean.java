package hillock.experiment;

import hillock.train.Metric;
import hillock.train.Predictions;

/**
 * The mean of one output that is an error itself.
 *
 * @param name of the mean
 * @param column of the predictions
 */
record OutputMean(String name, int column) implements Metric {
  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    double sum = 0;
    long rows = 0;
    for (int r = 0; r < counts.length; r++) {
      sum += counts[r] * predictions.value(r, column);
      rows += counts[r];
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }
}
