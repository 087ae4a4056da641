package hillock.train;

import java.util.Optional;

/** The loss stays where it is without any look at the inputs. */
final class NothingLearned implements Symptom {
  private static final int EPOCHS = 3;

  @Override
  public Optional<Advice> in(Course course) {
    if (course.history().size() < EPOCHS || !course.learnedNothing()) {
      return Optional.empty();
    }
    boolean guess = !Double.isNaN(course.guessLoss());
    return Optional.of(
        new Advice(
            "nothing-learned",
            "",
            course.leastLoss(),
            "The least training loss of an epoch is %s; %s %s."
                .formatted(
                    Symptom.figure(course.leastLoss()),
                    guess ? "always guessing the same gives" : "before the first step it was",
                    Symptom.figure(course.untaught())),
            "So far the inputs do not help the network at all.",
            "Where other advice names a cause, begin there; otherwise check that inputs and targets belong together and"
                + " are scaled, and try another learning rate or a larger network."));
  }

  @Override
  public boolean early() {
    return false; // some networks stay on a plateau first
  }
}
