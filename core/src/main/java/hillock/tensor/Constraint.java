package hillock.tensor;

/** A condition on weights that an optimiser restores after each of its updates, such as a largest norm. */
@FunctionalInterface
public interface Constraint {
  /** Moves the values of the parameter to where the condition holds; called by one thread at a time. */
  void apply(Parameter parameter);
}
