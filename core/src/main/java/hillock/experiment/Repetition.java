package hillock.experiment;

import hillock.train.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same training several times, with other folds or other seeds: how much of a result is luck?
 *
 * @param kind {@code fold} or {@code seed}: what differs
 * @param runs the runs in order
 */
public record Repetition(String kind, List<Run> runs) {
  /** Keeps a copy of the list. */
  public Repetition {
    runs = List.copyOf(runs);
  }

  /** One run, by the number of its fold or by its seed. */
  public record Run(String name, ExperimentResult result) {}

  /**
   * A measure over the runs that did not fail.
   *
   * @param mean over the runs
   * @param deviation standard deviation between the runs, {@code √(Σ(x - mean)²/(n-1))}; NaN for a single run
   * @param low lower end of the 95% interval of the mean, by Student's t, at least the smallest value there can be
   * @param high upper end of it, at most the largest value there can be
   * @param least smallest value of a run
   * @param most largest value of a run
   */
  public record Spread(double mean, double deviation, double low, double high, double least, double most) {}

  /** Trains k times, each time measuring on another k-th of the rows; preprocessing is learned anew each time. */
  static Repetition folds(Settings s, int k, RunListener listener) {
    List<RowParts> folds = RowParts.folds(s, k);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < k && !interrupted(runs); i++) {
      listener.run(i + 1, k, "fold " + (i + 1));
      runs.add(new Run(String.valueOf(i + 1), PreparedExperiment.of(s, folds.get(i)).run(listener)));
    }
    return new Repetition("fold", runs);
  }

  /** Trains n times on the same rows, with other initial weights, another order and other dropout each time. */
  static Repetition seeds(Settings s, int n, RunListener listener) {
    RowParts parts = RowParts.of(s);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < n && !interrupted(runs); i++) {
      Settings seeded = s.copy();
      seeded.seed = s.seed + i;
      listener.run(i + 1, n, "seed " + seeded.seed);
      runs.add(new Run(String.valueOf(seeded.seed), PreparedExperiment.of(seeded, parts).run(listener)));
    }
    return new Repetition("seed", runs);
  }

  private static boolean interrupted(List<Run> runs) {
    return !runs.isEmpty() && runs.getLast().result().outcome() instanceof hillock.train.Outcome.Interrupted;
  }

  private static final double[] SMALL_T = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706};

  /** Runs that diverged, or that are no better than the simplest baseline. */
  public List<Run> failures() {
    return runs.stream().filter(r -> failed(r.result())).toList();
  }

  private static boolean failed(ExperimentResult result) {
    if (result.diverged()) {
      return true;
    }
    if (result.baselines().isEmpty()) {
      return false;
    }
    Metric first = result.prepared().metrics().getFirst();
    double simple = result.baselines().getFirst().score().value(first.name());
    double value = result.measured().value(first.name());
    return first.higherIsBetter() ? value <= simple : value >= simple;
  }

  /** Mean and spread of each measure over the runs that did not diverge, by name. */
  public Map<String, Spread> spreads() {
    List<ExperimentResult> done = runs.stream().map(Run::result).filter(r -> !r.diverged()).toList();
    Map<String, Spread> spreads = new LinkedHashMap<>();
    if (!done.isEmpty()) {
      for (Metric metric : done.getFirst().prepared().metrics()) {
        String name = metric.name();
        double[] values =
            done.stream().mapToDouble(r -> r.measured().value(name)).filter(v -> !Double.isNaN(v)).toArray();
        if (values.length > 0) {
          spreads.put(name, spread(values, metric));
        }
      }
    }
    return spreads;
  }

  private static Spread spread(double[] values, Metric metric) {
    double mean = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      mean += v / values.length;
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    double half = values.length < 2 ? Double.NaN : studentT(values.length - 1) * deviation / Math.sqrt(values.length);
    double from = Math.max(mean - half, metric.lowerBound());
    return new Spread(mean, deviation, from, Math.min(mean + half, metric.upperBound()), low, high);
  }

  /**
   * The 97.5% quantile of Student's t distribution, from the Cornish-Fisher expansion around the normal one; exact to
   * 0.1% from 6 degrees of freedom on. Abramowitz and Stegun 1964, 26.7.5; below, the tabulated values.
   */
  static double studentT(int freedom) {
    if (freedom <= SMALL_T.length) {
      return SMALL_T[freedom - 1];
    }
    double z = 1.959964;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double f = freedom;
    return z
        + (z3 + z) / (4 * f)
        + (5 * z5 + 16 * z3 + 3 * z) / (96 * f * f)
        + (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / (384 * f * f * f);
  }
}
