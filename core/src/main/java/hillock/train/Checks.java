package hillock.train;

import hillock.tensor.Gradients;
import hillock.tensor.Parameters;

/** Checks of arguments that several classes here share, with their messages. */
final class Checks {
  private Checks() {}

  /** A hyperparameter greater than 0. */
  static void positive(String where, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("%s: got %s, expected a number greater than 0".formatted(where, value));
    }
  }

  /** A hyperparameter of 0 or more. */
  static void notNegative(String where, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("%s: got %s, expected a number of 0 or more".formatted(where, value));
    }
  }

  /** A hyperparameter from 0 (included) to 1 (excluded). */
  static void fraction(String where, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("%s: got %s, expected from 0 to below 1".formatted(where, value));
    }
  }

  /** A count of at least 1. */
  static void count(String where, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s: got %d, expected at least 1".formatted(where, value));
    }
  }

  /** Gradients made for these parameters. */
  static void sameParameters(Parameters parameters, Gradients gradients) {
    if (gradients.parameters() != parameters) {
      throw new IllegalArgumentException(
          "optimiser: got gradients of another set of parameters; ask step.gradients(loss, update.parameters())");
    }
  }
}
