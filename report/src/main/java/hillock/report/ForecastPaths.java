package hillock.report;

import hillock.experiment.ExperimentResult;
import hillock.experiment.ForecastPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some forecasts beside what came, and how the error grows with the steps ahead.
 *
 * @param horizon steps that a forecast tells
 * @param first step of the series from which on the truth is given, from 0
 * @param firstTime its time, as text
 * @param truth the target of each step from {@code first} on
 * @param starts first step told by each of the forecasts shown, in order, none overlapping the next
 * @param told what each of them tells, {@code horizon} values
 * @param errors mean absolute error of each step ahead, over all forecasts measured, by method; the network comes first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ForecastPaths(
    int horizon, int first, String firstTime, double[] truth, int[] starts, List<double[]> told, List<Errors> errors) {
  private static final int MOST_PATHS = 8;

  /** Mean absolute error of a method by step ahead. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Errors(String method, double[] byStep) {}

  /** Keeps copies of the lists. */
  public ForecastPaths {
    told = List.copyOf(told);
    errors = List.copyOf(errors);
  }

  /** The last forecasts of the part that a result was measured on. */
  static ForecastPaths of(ExperimentResult result, ForecastPlan plan) {
    int h = plan.horizon();
    int[] origins = result.prepared().rows(result.measuredOn());
    float[] values = result.predictions().values();
    float[] targets = result.predictions().targets();
    List<Integer> shown = new ArrayList<>();
    for (int i = origins.length - 1; i >= 0 && shown.size() < MOST_PATHS; i--) {
      if (shown.isEmpty() || origins[i] + h <= origins[shown.getFirst()]) {
        shown.addFirst(i);
      }
    }
    int first = Math.max(0, origins[shown.getFirst()] - Math.max(plan.period(), h));
    int end = origins[shown.getLast()] + h;
    List<Errors> errors = new ArrayList<>();
    errors.add(errors("network", values, targets, h));
    if (plan.period() > 1) {
      errors.add(errors("seasonal naive", plan.naive(plan.period(), origins), targets, h));
    }
    errors.add(errors("last value", plan.naive(1, origins), targets, h));
    return new ForecastPaths(
        h,
        first,
        plan.series().time(first),
        IntStream.range(first, end)
            .mapToDouble(i -> plan.series().known(i) ? plan.series().target(i) : Double.NaN)
            .toArray(),
        shown.stream().mapToInt(i -> origins[i]).toArray(),
        shown.stream().map(i -> IntStream.range(0, h).mapToDouble(j -> values[i * h + j]).toArray()).toList(),
        errors);
  }

  private static Errors errors(String method, float[] told, float[] came, int horizon) {
    double[] byStep = new double[horizon];
    int n = told.length / horizon;
    for (int i = 0; i < told.length; i++) {
      byStep[i % horizon] += Math.abs((double) told[i] - came[i]) / n;
    }
    return new Errors(method, byStep);
  }
}
