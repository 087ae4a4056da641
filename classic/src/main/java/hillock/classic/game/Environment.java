package hillock.classic.game;

/** A task of control: in each step of time an action changes the state, until it fails. Each step survived counts 1. */
public interface Environment {
  /** Numbers of a state, which are also what a network sees. */
  int size();

  /** Number of different actions. */
  int actions();

  /**
   * Changes the state by one step of time.
   *
   * @param state [{@link #size}], changed in place
   * @param action from 0
   * @return whether it goes on; false when the new state is a failure
   */
  boolean step(double[] state, int action);
}
