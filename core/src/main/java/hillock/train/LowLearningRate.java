package hillock.train;

import java.util.Optional;

/** Steps so small that the loss falls but hardly gets anywhere. */
final class LowLearningRate implements Symptom {
  /** A layer changed by less than this in each step, even in the epoch of the largest ones, hardly moves. */
  private static final double SMALL_STEP = 2e-4;

  /** Share of the first loss that a network that learns takes away. */
  private static final double MUCH = 0.5;

  private static final int EPOCHS = 3;

  @Override
  public Optional<Advice> in(Course course) {
    double[] losses = course.losses();
    double step = course.largestStep();
    if (losses.length < EPOCHS || !(step > 0 && step < SMALL_STEP) || course.learned() > MUCH) {
      return Optional.empty();
    }
    if (losses[losses.length - 1] >= losses[0]) {
      return Optional.empty();
    }
    return Optional.of(
        new Advice(
            "learning-rate-too-low",
            "",
            step,
            ("One step changes a typical layer by %s of its own size at most; the training loss falls, but only"
                    + " from %s to %s in %d epochs.")
                .formatted(
                    Symptom.figure(step),
                    Symptom.figure(losses[0]),
                    Symptom.figure(losses[losses.length - 1]),
                    losses.length),
            "At this pace the weights hardly leave where they started.",
            "Multiply the learning rate by 10, or let --learning-rate find (LearningRateFinder) propose one; about"
                + " 0.001 is a usual change of a layer in a step."));
  }

  @Override
  public boolean effect() {
    return true; // of dead or saturated units, say, which no rate helps
  }

  @Override
  public boolean early() {
    return false; // a warm-up begins slowly on purpose
  }
}
