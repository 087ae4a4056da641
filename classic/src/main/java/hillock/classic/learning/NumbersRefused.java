package hillock.classic.learning;

import hillock.data.DataException;
import hillock.data.TargetEncoder;
import hillock.experiment.UnsupervisedMethod;

/** What is said when a method that learns classes, or rows without a target, is to predict numbers. */
final class NumbersRefused {
  private NumbersRefused() {}

  static DataException by(UnsupervisedMethod method, TargetEncoder target) {
    return new DataException(
        "network",
        "'" + method.name() + "' for the numbers of '" + target.name() + "'",
        "a target with classes, or none",
        "With --task classes each value is taken for a class; with --task none the other columns are learned.");
  }
}
