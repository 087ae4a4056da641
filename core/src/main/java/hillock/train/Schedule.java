package hillock.train;

/**
 * The factor on an optimiser's learning rate as training goes on. A record and a pure function of its arguments, so
 * that a resumed run continues exactly.
 */
public interface Schedule {
  /**
   * The factor for a step.
   *
   * @param step number of the step over all epochs, from 0
   * @param totalSteps steps of the whole run when it is not stopped early
   * @param epoch number of the epoch, from 0
   * @param history of the epochs before this one
   * @return 0 or more
   */
  double factor(long step, long totalSteps, int epoch, History history);
}
