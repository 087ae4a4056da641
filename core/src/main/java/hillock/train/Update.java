package hillock.train;

import hillock.tensor.Gradients;
import hillock.tensor.Parameters;

/** An optimiser at work on one set of parameters: changes them, and remembers what the next change depends on. */
public interface Update {
  /** The rule. */
  Optimizer optimizer();

  /** What it changes. */
  Parameters parameters();

  /**
   * Changes the trainable parameters by one step.
   *
   * @param gradients of the loss by exactly {@link #parameters()}
   * @param factor of the schedule, on the optimiser's learning rate; 0 or more
   */
  void update(Gradients gradients, double factor);

  /** One step at the optimiser's own learning rate. */
  default void update(Gradients gradients) {
    update(gradients, 1);
  }

  /**
   * One step for any optimiser, also those that evaluate the loss several times ({@link Lbfgs}).
   *
   * @return the loss before the step; when it is not finite, nothing was changed
   */
  default double step(Objective objective, double factor) {
    double loss = objective.evaluate();
    if (Double.isFinite(loss)) {
      update(objective.gradients(), factor);
    }
    return loss;
  }

  /** Writes all that is remembered, so that {@link #restore} continues with the same bits. */
  void save(State state);

  /** Takes over what {@link #save} wrote. */
  void restore(State state);

  /**
   * Takes over what another update of the same rule remembers, for the parameters of a network made from that one's:
   * what it remembers of value {@code source[i]} is remembered of value i, and nothing where {@code source[i]} is below
   * 0, as in the first step. A rule that cannot do this, since it remembers no number for each value by itself, says
   * so.
   *
   * @param from over the parameters before the change
   * @param source for each of {@link #parameters()}' values
   * @throws IllegalArgumentException when the rules differ, or this rule cannot
   */
  default void inherit(Update from, int[] source) {
    throw new IllegalArgumentException(
        "%s: what it remembers cannot be carried over to a changed network; begin it anew".formatted(optimizer()));
  }

  /** A loss as a function of the parameters as they are now. */
  interface Objective {
    /** Computes loss and gradients. */
    double evaluate();

    /** The gradients of the last {@link #evaluate}. */
    Gradients gradients();
  }
}
