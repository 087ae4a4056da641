package hillock.train;

/**
 * Falls by a factor every epoch: {@code gamma^epoch}.
 *
 * @param gamma greater than 0, such as 0.95
 */
public record ExponentialDecay(double gamma) implements Schedule {
  /** Checks the range. */
  public ExponentialDecay {
    Checks.positive("ExponentialDecay: gamma", gamma);
  }

  @Override
  public double factor(long step, long totalSteps, int epoch, History history) {
    return ExactMath.power(gamma, epoch);
  }
}
