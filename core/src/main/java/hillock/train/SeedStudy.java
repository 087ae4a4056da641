package hillock.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The same training from several seeds: some runs learn and others do not, and one run alone does not tell.
 *
 * @param runs in the order of their seeds
 */
public record SeedStudy(List<Run> runs) {
  /** Copies the list. */
  public SeedStudy {
    runs = List.copyOf(runs);
  }

  /**
   * Result of one seed.
   *
   * @param seed of the run
   * @param outcome how it ended
   * @param score what is compared, such as the error on test data; NaN counts as a failure
   */
  public record Run(long seed, Outcome outcome, double score) {
    /** Whether the run diverged or has no score. */
    public boolean failed() {
      return outcome instanceof Outcome.Diverged || Double.isNaN(score);
    }
  }

  /** Runs the seeds {@code first, first + 1, ...}, one after the other. */
  public static SeedStudy of(int count, long first, LongFunction<Run> training) {
    Checks.count("seeds", count);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(training.apply(first + i));
    }
    return new SeedStudy(runs);
  }

  /** Number of runs that failed. */
  public int failures() {
    return (int) runs.stream().filter(Run::failed).count();
  }

  /** Number of runs whose score is worse than a limit or missing, such as those that did not learn. */
  public int worseThan(double limit, boolean higherIsBetter) {
    return (int)
        runs.stream().filter(r -> r.failed() || (higherIsBetter ? r.score() < limit : r.score() > limit)).count();
  }

  /** Mean score of the runs that did not fail; NaN when all did. */
  public double mean() {
    return runs.stream().filter(run -> !run.failed()).mapToDouble(Run::score).average().orElse(Double.NaN);
  }

  /** Standard deviation of the score, with n - 1; NaN for fewer than two runs that did not fail. */
  public double deviation() {
    double mean = mean();
    double[] scores = runs.stream().filter(run -> !run.failed()).mapToDouble(Run::score).toArray();
    double sum = 0;
    for (double score : scores) {
      sum += (score - mean) * (score - mean);
    }
    return scores.length < 2 ? Double.NaN : Math.sqrt(sum / (scores.length - 1));
  }
}
