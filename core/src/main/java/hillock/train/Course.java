package hillock.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the symptoms of a {@link Diagnosis} are read from.
 *
 * @param history losses of the finished epochs
 * @param epochs what was seen of the layers
 * @param firstLoss of the first step; NaN when unknown
 * @param guessLoss of always guessing the same; NaN when unknown
 * @param keepsBest whether the best weights replace the last
 * @param outcome empty while the run goes on
 */
record Course(
    List<EpochReport> history,
    List<EpochStatistics> epochs,
    double firstLoss,
    double guessLoss,
    boolean keepsBest,
    Optional<Outcome> outcome) {
  static Course of(LayerWatch watch) {
    return new Course(
        watch.history().epochs(),
        watch.epochs(),
        watch.firstLoss(),
        watch.guessLoss(),
        watch.keepsBest(),
        watch.outcome());
  }

  /** Training losses by epoch. */
  double[] losses() {
    return history.stream().mapToDouble(EpochReport::trainLoss).toArray();
  }

  /** Least training loss of an epoch; infinite before the first. */
  double leastLoss() {
    return Arrays.stream(losses()).min().orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * The loss that shows that nothing was learned yet: of a constant guess, or before the first step. NaN if unknown.
   */
  double untaught() {
    return Double.isNaN(guessLoss) ? firstLoss : guessLoss;
  }

  /**
   * How much of the way from the untaught loss to 0 the best epoch made, at most 1: 0 or less when it is no better than
   * a guess. NaN when unknown, also for losses that may be negative.
   */
  double learned() {
    double from = untaught();
    return from > 0 && !history.isEmpty() ? 1 - leastLoss() / from : Double.NaN;
  }

  /** As {@link #learned}, after the last epoch instead of the best one. */
  double learnedAtLast() {
    double from = untaught();
    return from > 0 && !history.isEmpty() ? 1 - history.getLast().trainLoss() / from : Double.NaN;
  }

  /** Whether the loss stayed where it was without any learning. */
  boolean learnedNothing() {
    return learned() < 0.05;
  }

  /** Layers that have weights, of one epoch. */
  static List<LayerStatistics> weighted(EpochStatistics epoch) {
    return epoch.layers().stream().filter(layer -> layer.gradientNorm() >= 0).toList();
  }

  /** Median over the later half of the epochs of a figure of each; NaN without any. */
  double lateMedian(ToDoubleFunction<EpochStatistics> figure) {
    double[] sorted =
        epochs.stream().skip(epochs.size() / 2).mapToDouble(figure).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /**
   * How much one step changed a typical layer (the median) in the epoch where that was most, as a share of the layer's
   * own size; a layer of zeros that stay zeros counts as unchanged. NaN without any.
   */
  double largestStep() {
    return epochs.stream().mapToDouble(Course::typicalStep).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
  }

  private static double typicalStep(EpochStatistics epoch) {
    double[] sorted =
        weighted(epoch).stream()
            .mapToDouble(layer -> layer.weightNorm() == 0 ? 0 : layer.updateRatio())
            .sorted()
            .toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
