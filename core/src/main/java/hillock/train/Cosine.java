package hillock.train;

/**
 * Falls along half a cosine over the whole run: {@code floor + (1-floor)·(1 + cos(π·step/totalSteps))/2}. Loshchilov
 * and Hutter 2017, arXiv:1608.03983, without restarts.
 *
 * @param floor factor at the end, from 0 to below 1; default 0
 */
public record Cosine(double floor) implements Schedule {
  /** Checks the range. */
  public Cosine {
    Checks.fraction("Cosine: floor", floor);
  }

  /** Down to 0. */
  public Cosine() {
    this(0);
  }

  @Override
  public double factor(long step, long totalSteps, int epoch, History history) {
    double done = totalSteps < 1 ? 1 : Math.min(1, (double) step / totalSteps);
    return floor + (1 - floor) * (1 + ExactMath.cosPi(done)) / 2;
  }
}
