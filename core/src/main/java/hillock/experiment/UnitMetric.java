package hillock.experiment;

import hillock.data.NumberTarget;
import hillock.train.Metric;
import hillock.train.Predictions;

/** A metric of standardised predictions in the unit of the target. */
record UnitMetric(Metric metric, NumberTarget target) implements Metric {
  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public boolean higherIsBetter() {
    return metric.higherIsBetter();
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    return metric.of(decoded(predictions, target), counts);
  }

  /** Predictions and truths in the unit of the target. */
  static Predictions decoded(Predictions predictions, NumberTarget target) {
    float[] values = predictions.values().clone();
    float[] truths = predictions.targets().clone();
    target.decode(values, predictions.size());
    target.decode(truths, predictions.size());
    return Predictions.ofValues(predictions.columns(), values, truths);
  }
}
