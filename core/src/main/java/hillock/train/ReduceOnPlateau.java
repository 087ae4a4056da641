package hillock.train;

/**
 * Falls by a factor when the {@link History#monitoredLoss} has not improved for some epochs. An epoch improves when its
 * loss is below {@code best·(1 - threshold)}; after {@code patience} epochs in a row that did not, the next one that
 * does not either lowers the rate.
 *
 * @param gamma from 0 to below 1; default 0.1
 * @param patience epochs, 0 or more; default 10
 * @param threshold from 0 to below 1; default 1e-4
 * @param floor least factor, from 0 to below 1; default 0
 */
public record ReduceOnPlateau(double gamma, int patience, double threshold, double floor) implements Schedule {
  /** Checks the ranges. */
  public ReduceOnPlateau {
    Checks.fraction("ReduceOnPlateau: gamma", gamma);
    Checks.notNegative("ReduceOnPlateau: patience", patience);
    Checks.fraction("ReduceOnPlateau: threshold", threshold);
    Checks.fraction("ReduceOnPlateau: floor", floor);
  }

  /** With this patience, the other values at their defaults. */
  public ReduceOnPlateau(int patience) {
    this(0.1, patience, 1e-4, 0);
  }

  /** With all values at their defaults. */
  public ReduceOnPlateau() {
    this(10);
  }

  @Override
  public double factor(long step, long totalSteps, int epoch, History history) {
    // Replayed from the start: what is not remembered cannot be lost when a run resumes.
    double best = Double.POSITIVE_INFINITY;
    double factor = 1;
    int waited = 0;
    for (int e = 0; e < history.size(); e++) {
      double loss = history.monitoredLoss(e);
      if (loss < best * (1 - threshold)) {
        best = loss;
        waited = 0;
      } else if (++waited > patience) {
        factor = Math.max(floor, factor * gamma);
        waited = 0;
      }
    }
    return factor;
  }
}
