package hillock.train;

/**
 * Falls by a factor every few epochs: {@code gamma^⌊epoch/every⌋}.
 *
 * @param every epochs, at least 1
 * @param gamma greater than 0; default 0.1
 */
public record StepDecay(int every, double gamma) implements Schedule {
  /** Checks the ranges. */
  public StepDecay {
    Checks.count("StepDecay: every", every);
    Checks.positive("StepDecay: gamma", gamma);
  }

  /** To a tenth every few epochs. */
  public StepDecay(int every) {
    this(every, 0.1);
  }

  @Override
  public double factor(long step, long totalSteps, int epoch, History history) {
    return ExactMath.power(gamma, epoch / every);
  }
}
