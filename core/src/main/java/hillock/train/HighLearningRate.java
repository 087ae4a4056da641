package hillock.train;

import java.util.Optional;

/** Steps so large that the loss jumps instead of falling. */
final class HighLearningRate implements Symptom {
  /** Usual steps change a layer by about a thousandth; from here on a few steps change all of it. */
  private static final double LARGE_STEP = 0.05;

  /** Loss given back after the best epoch, as a share of the untaught loss. */
  private static final double FALLEN_BACK = 0.3;

  /** Times the loss of always guessing the same that an epoch of a sound training does not reach. */
  private static final double MOST_OF_GUESS = 2;

  /** Share of the epochs in which the loss rises, from which on it is no accident. */
  private static final double OFTEN = 0.4;

  /** Rises below this share of the untaught loss are noise. */
  private static final double NOISE = 0.02;

  @Override
  public Optional<Advice> in(Course course) {
    double step = course.largestStep();
    boolean large = step > LARGE_STEP;
    double back = course.learned() - course.learnedAtLast();
    if (course.outcome().isPresent() && back > FALLEN_BACK) { // on the way it may recover
      return Optional.of(fallenBack(course, step));
    }
    double rises = rises(course);
    double worst = worst(course);
    if (!large || (worst <= MOST_OF_GUESS && rises < OFTEN)) {
      return Optional.empty();
    }
    return Optional.of(
        new Advice(
            "learning-rate-too-high",
            "",
            step,
            "One step changed a typical layer by up to %s of its own size, and the training loss %s."
                .formatted(
                    Symptom.percent(step),
                    worst > MOST_OF_GUESS
                        ? "rose to %s times that of always guessing the same".formatted(Symptom.figure(worst))
                        : "rose in %s of the epochs".formatted(Symptom.percent(rises))),
            "Such steps overshoot the minimum, and each undoes what the last ones learned.",
            "Divide the learning rate by 10, or let --learning-rate find (LearningRateFinder) propose one; warm up;"
                + " clip the gradient."));
  }

  private static Advice fallenBack(Course course, double step) {
    double[] losses = course.losses();
    int best = 0;
    for (int i = 1; i < losses.length; i++) {
      best = losses[i] < losses[best] ? i : best;
    }
    return new Advice(
        "learning-rate-too-high",
        "",
        step,
        ("The training loss fell to %s by epoch %d and rose again to %s; one step changed a typical layer by up to %s"
                + " of its own size.")
            .formatted(
                Symptom.figure(losses[best]),
                best + 1,
                Symptom.figure(losses[losses.length - 1]),
                Symptom.percent(step)),
        "Some steps were too large for this network and threw away what it had learned.",
        "Divide the learning rate by 10, clip the gradient by its norm, warm up, or add residual connections or"
            + " normalisation to a deep network.");
  }

  /** Share of the epochs whose loss was well above that of the epoch before. */
  private static double rises(Course course) {
    double[] losses = course.losses();
    double least = NOISE * course.untaught();
    int rises = 0;
    for (int i = 1; i < losses.length; i++) {
      rises += losses[i] - losses[i - 1] > least ? 1 : 0;
    }
    return losses.length < 5 ? 0 : rises / (losses.length - 1.0);
  }

  private static double worst(Course course) {
    double most = 0;
    for (double loss : course.losses()) {
      most = Math.max(most, loss);
    }
    return course.untaught() > 0 ? most / course.untaught() : 0;
  }
}
