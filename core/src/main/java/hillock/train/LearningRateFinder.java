package hillock.train;

import hillock.data.Batches;
import java.util.ArrayList;
import java.util.List;

/**
 * The learning rate range test: trains some steps while the rate grows exponentially, and looks where the loss falls
 * fastest. Smith 2017, arXiv:1506.01186, with a moving average for people to look at. Weights and optimiser are as
 * before afterwards.
 *
 * @param least first rate, greater than 0; default 1e-6
 * @param most last rate, greater than {@code least}; default 10
 * @param steps from one to the other, at least 10; default 100
 * @param smoothing share of the old in the moving average of the loss, from 0 to below 1; default 0.9
 */
public record LearningRateFinder(double least, double most, int steps, double smoothing) {
  /** A step ends the test when its smoothed loss is this many times the best one. */
  private static final double BLOW_UP = 4;

  /** Checks the ranges. */
  public LearningRateFinder {
    Checks.positive("LearningRateFinder: least", least);
    Checks.positive("LearningRateFinder: most", most);
    Checks.fraction("LearningRateFinder: smoothing", smoothing);
    if (most <= least || steps < 10) {
      throw new IllegalArgumentException(
          "LearningRateFinder: got rates %s to %s in %d steps, expected growing ones in at least 10"
              .formatted(least, most, steps));
    }
  }

  /** With all values at their defaults. */
  public LearningRateFinder() {
    this(1e-6, 10, 100, 0.9);
  }

  /**
   * One step of the test.
   *
   * @param rate learning rate
   * @param loss of the batch
   * @param smoothed moving average of the losses up to here
   */
  public record Point(double rate, double loss, double smoothed) {}

  /**
   * Result of a test.
   *
   * @param suggestion where the loss falls fastest with the logarithm of the rate; single batches are noisy, so this is
   *     the slope over a tenth of the steps
   * @param curve all steps until the loss grew too large
   */
  public record Result(double suggestion, List<Point> curve) {}

  /** Runs the test; batches come from epoch after epoch when there are fewer than steps. */
  public Result find(TrainingStep training, Batches data) {
    State state = new State();
    training.save(state);
    // Restoring must not depend on arrays that the test goes on to change.
    State before = state.copy();
    float[] weights = training.parameters().values().clone();
    try {
      List<Point> curve = test(training, data);
      return new Result(steepest(curve), List.copyOf(curve));
    } finally {
      System.arraycopy(weights, 0, training.parameters().values(), 0, weights.length);
      training.parameters().changed();
      training.restore(before);
    }
  }

  private List<Point> test(TrainingStep training, Batches data) {
    List<Point> curve = new ArrayList<>();
    double average = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < steps; i++) {
      double rate = least * StrictMath.pow(most / least, (double) i / (steps - 1));
      double loss = training.run(i, rate / training.learningRate(), data.at(i / data.count(), i % data.count()));
      average = smoothing * average + (1 - smoothing) * loss;
      // The average starts from 0: without this it would be too small at first.
      double smoothed = average / (1 - StrictMath.pow(smoothing, i + 1));
      if (!Double.isFinite(loss) || smoothed > BLOW_UP * best) {
        break;
      }
      best = Math.min(best, smoothed);
      curve.add(new Point(rate, loss, smoothed));
    }
    return curve;
  }

  /** The middle of the window in which the line of least squares through the losses falls most. */
  private double steepest(List<Point> curve) {
    int half = Math.max(2, steps / 20);
    if (curve.size() <= 2 * half) {
      throw new IllegalArgumentException(
          "learning-rate finder: the loss grew too large within %d steps, expected more than %d; begin with a smaller rate"
              .formatted(curve.size(), 2 * half));
    }
    int steepest = half;
    double least = Double.POSITIVE_INFINITY;
    for (int middle = half; middle + half < curve.size(); middle++) {
      double slope = 0;
      for (int i = -half; i <= half; i++) {
        // Rates are spaced evenly on the logarithmic scale, so steps stand for the logarithm.
        slope += i * curve.get(middle + i).loss();
      }
      if (slope < least) {
        least = slope;
        steepest = middle;
      }
    }
    return curve.get(steepest).rate();
  }
}
