package hillock.train;

/**
 * Rises in equal steps to the first factor of another schedule, which then follows: {@code (step+1)/steps}. Goyal et
 * al. 2017, arXiv:1706.02677.
 *
 * @param steps of the rise, at least 1
 * @param then the schedule of the remaining steps, which sees them as if the run began after the rise
 */
public record WarmUp(int steps, Schedule then) implements Schedule {
  /** Checks the range. */
  public WarmUp {
    Checks.count("WarmUp: steps", steps);
  }

  /** Followed by a constant rate. */
  public WarmUp(int steps) {
    this(steps, new ConstantRate());
  }

  @Override
  public double factor(long step, long totalSteps, int epoch, History history) {
    long rest = Math.max(1, totalSteps - steps);
    return step < steps
        ? then.factor(0, rest, epoch, history) * (step + 1) / steps
        : then.factor(step - steps, rest, epoch, history);
  }
}
