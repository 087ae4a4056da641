package hillock.train;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 * @param method how it was made, for reports
 */
public record Interval(double low, double high, String method) {
  /**
   * The interval of Wilson for a share of successes, 95%: unlike the normal approximation it stays within 0 and 1 and
   * works for few rows and for shares near 0 or 1. Wilson 1927; Brown, Cai and DasGupta 2001.
   */
  public static Interval wilson(double share, int n) {
    double z = 1.959963984540054;
    double zz = z * z / n;
    double middle = (share + zz / 2) / (1 + zz);
    double half = z / (1 + zz) * Math.sqrt(share * (1 - share) / n + zz / (4 * n));
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half), "Wilson 95%");
  }
}
