package hillock.train;

/** The same learning rate all the time: factor 1. */
public record ConstantRate() implements Schedule {
  @Override
  public double factor(long step, long totalSteps, int epoch, History history) {
    return 1;
  }
}
