package hillock.train;

/**
 * The figure that tells good epochs from bad ones.
 *
 * @param name of a metric, or {@code loss} for {@link EpochReport#monitoredLoss}
 * @param higherIsBetter whether larger values are better
 */
public record Monitor(String name, boolean higherIsBetter) {
  /** The validation loss, or the training loss without validation. */
  public static final Monitor LOSS = new Monitor("loss", false);

  /** A metric on the validation data. */
  public static Monitor of(Metric metric) {
    return new Monitor(metric.name(), metric.higherIsBetter());
  }

  /** Its value after an epoch. */
  public double at(EpochReport report) {
    if (equals(LOSS)) {
      return report.monitoredLoss();
    }
    Double value = report.metrics().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "monitor '%s': got metrics %s, expected it among them; ask for it in Trainer.validate"
              .formatted(name, report.metrics().keySet()));
    }
    return value;
  }

  /** The best epoch so far, the first of equals; -1 when no epoch has a number. */
  public int best(History history) {
    int best = -1;
    double value = Double.NaN;
    for (EpochReport report : history.epochs()) {
      double candidate = at(report);
      if (Double.isNaN(candidate)) {
        continue;
      }
      if (best < 0 || (higherIsBetter ? candidate > value : candidate < value)) {
        best = report.epoch();
        value = candidate;
      }
    }
    return best;
  }
}
