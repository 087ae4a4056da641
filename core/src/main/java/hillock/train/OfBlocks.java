package hillock.train;

/**
 * A metric of rows that follow each other, so that neighbours are alike: windows of a series that overlap. Its interval
 * draws blocks of neighbours instead of single rows; see {@link Bootstrap#interval(Metric, Predictions, long, int)}.
 *
 * @param block rows in a block, 1 or more: as many as two windows may overlap
 */
public record OfBlocks(Metric metric, int block) implements Metric {
  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public boolean higherIsBetter() {
    return metric.higherIsBetter();
  }

  @Override
  public double lowerBound() {
    return metric.lowerBound();
  }

  @Override
  public double upperBound() {
    return metric.upperBound();
  }

  @Override
  public double of(Predictions predictions, int[] counts) {
    return metric.of(predictions, counts);
  }

  @Override
  public Interval interval(Predictions predictions, long seed) {
    return Bootstrap.interval(metric, predictions, seed, block);
  }
}
