package hillock.train;

/**
 * One rise and one longer fall along half cosines: from {@code 1/divisor} up to 1 during the first part of the run,
 * then down to {@code 1/(divisor·finalDivisor)}. The optimiser's learning rate is the peak. Smith and Topin 2018,
 * arXiv:1708.07120.
 *
 * @param rise part of the steps that go up, from 0 to below 1; default 0.3
 * @param divisor at least 1; default 25
 * @param finalDivisor at least 1; default 10,000
 */
public record OneCycle(double rise, double divisor, double finalDivisor) implements Schedule {
  /** Checks the ranges. */
  public OneCycle {
    Checks.fraction("OneCycle: rise", rise);
    if (!(divisor >= 1) || !(finalDivisor >= 1)) {
      throw new IllegalArgumentException(
          "OneCycle: got divisors %s and %s, expected at least 1".formatted(divisor, finalDivisor));
    }
  }

  /** With all values at their defaults. */
  public OneCycle() {
    this(0.3, 25, 1e4);
  }

  @Override
  public double factor(long step, long totalSteps, int epoch, History history) {
    double peak = rise * totalSteps - 1;
    double last = totalSteps - 1;
    double start = 1 / divisor;
    if (step <= peak && peak > 0) {
      return between(start, 1, step / peak);
    }
    double fall = last - Math.max(0, peak);
    return between(1, start / finalDivisor, fall <= 0 ? 1 : Math.clamp((step - Math.max(0, peak)) / fall, 0, 1));
  }

  private static double between(double from, double to, double part) {
    return to + (from - to) * (1 + ExactMath.cosPi(part)) / 2;
  }
}
