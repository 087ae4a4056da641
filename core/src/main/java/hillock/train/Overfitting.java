package hillock.train;

import java.util.List;
import java.util.Optional;

/** The loss on held-out rows grows while that on the training rows goes on falling. */
final class Overfitting implements Symptom {
  /** Growth of the validation loss beyond what its noise explains. */
  private static final double MUCH_GROWTH = 1.5;

  /** Growth that matters, as a share of the loss of always guessing the same. */
  private static final double LEAST_GROWTH = 0.1;

  private static final int EPOCHS = 3;

  @Override
  public Optional<Advice> in(Course course) {
    List<EpochReport> epochs = course.history();
    if (epochs.size() < EPOCHS || Double.isNaN(epochs.getLast().validationLoss())) {
      return Optional.empty();
    }
    EpochReport best = epochs.getFirst();
    for (EpochReport epoch : epochs) {
      best = epoch.validationLoss() < best.validationLoss() ? epoch : best;
    }
    EpochReport last = epochs.getLast();
    double growth = last.validationLoss() / best.validationLoss();
    boolean much = !(last.validationLoss() - best.validationLoss() < LEAST_GROWTH * course.untaught());
    boolean learns = last.trainLoss() < best.trainLoss() && course.learned() > 0.2;
    boolean memorises =
        last.trainLoss() < 0.5 * course.guessLoss() && best.validationLoss() > 0.95 * course.guessLoss();
    if (!(best.validationLoss() > 0 && learns)
        || !(growth > MUCH_GROWTH && much || memorises)
        || kept(course, memorises)) {
      return Optional.empty();
    }
    String seen =
        ("The validation loss was lowest, %s, after epoch %d and is %s after epoch %d, while the training loss fell"
                + " from %s to %s.")
            .formatted(
                Symptom.figure(best.validationLoss()),
                best.epoch() + 1,
                Symptom.figure(last.validationLoss()),
                last.epoch() + 1,
                Symptom.figure(best.trainLoss()),
                Symptom.figure(last.trainLoss()));
    return Optional.of(
        memorises
            ? new Advice(
                "memorising",
                "",
                growth,
                seen + " Always guessing the same gives %s.".formatted(Symptom.figure(course.guessLoss())),
                "The network learns the training rows by heart; nothing of it holds for others.",
                "Check that the targets belong to their rows and can be told from the inputs at all; then more data,"
                    + " augmentation, dropout, weight decay or a smaller network.")
            : new Advice(
                "overfitting",
                "",
                growth,
                seen,
                "The last weights were kept, and they fit the training rows better than any others.",
                "Try --early-stopping 10 (EarlyStopping), which keeps the best epoch; more data, dropout, weight decay"
                    + " or a smaller network."));
  }

  /** The best epoch's weights make up for growth after it, but not for knowledge that never was. */
  private static boolean kept(Course course, boolean memorises) {
    return course.keepsBest() && !memorises;
  }

  @Override
  public boolean early() {
    return false; // a late learning rate may settle it
  }
}
