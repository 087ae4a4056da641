package hillock.gallery;

import hillock.experiment.Baseline;
import hillock.experiment.Experiment;
import hillock.experiment.ExperimentResult;
import hillock.experiment.ForecastPlan;
import hillock.experiment.Measure;
import hillock.experiment.Score;
import hillock.gallery.picture.LineChart;
import hillock.gallery.picture.Picture;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.ResultTable;
import hillock.gallery.run.Run;
import hillock.gallery.run.Unit;
import hillock.nn.Anchored;
import hillock.nn.Dense;
import hillock.nn.Flatten;
import hillock.nn.Gru;
import hillock.train.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Networks forecast the last part of a series, which none of them has learned from. The network whose forecasts of the
 * validation part, before it, err least is measured there, from every start, beside the simple methods.
 */
final class ForecastStudy {
  private static final int MOST_PATHS = 6;
  private static final int GRU_UNITS = 32;
  private static final String GRU = "GRU";

  private final Run run;
  private final List<Trained> candidates;

  /** A network to choose from. */
  record Candidate(String name, Experiment experiment) {}

  /** How figures and pictures call what is forecast. */
  record Words(String title, String time, String unit, String steps) {}

  /** All values of the window at once, as a linear function. */
  static Candidate oneDenseLayer(Experiment experiment, int horizon) {
    return new Candidate("one dense layer", experiment.network(new Anchored(new Flatten(), new Dense(horizon))));
  }

  /** The window value by value, by gated recurrent units. */
  static Candidate gru(Experiment experiment, int horizon) {
    return new Candidate(GRU, experiment.network(new Anchored(new Gru(GRU_UNITS), new Dense(horizon))));
  }

  /** One network, trained once for each seed. */
  private record Trained(String name, List<ExperimentResult> results) {
    double validationError() {
      return results.stream().mapToDouble(r -> r.validation().orElseThrow().value("rmse")).average().orElseThrow();
    }
  }

  private ForecastStudy(Run run, List<Trained> candidates) {
    this.run = run;
    this.candidates = candidates;
  }

  static ForecastStudy of(Run run, int seeds, List<Candidate> candidates) {
    List<Trained> trained = new ArrayList<>();
    for (Candidate candidate : candidates) {
      List<ExperimentResult> results = new ArrayList<>();
      for (long seed = run.seed(); seed < run.seed() + seeds; seed++) {
        Experiment experiment = candidate.experiment.seed(seed).threads(run.threads()).kernels(run.kernels());
        results.add(experiment.prepare().run(run.training(candidate.name + ", seed " + seed)));
      }
      trained.add(new Trained(candidate.name, results));
    }
    return new ForecastStudy(run, trained);
  }

  /** The result of a study in which the chosen network, and the GRU too, are to beat the seasonal naive forecast. */
  Result besideSeasonalNaive(Words words) {
    String best = best();
    return new Result()
        .with(Figure.of("RMSE, " + words.unit, Unit.NUMBER, errors(best)))
        .with(Figure.of("RMSE / seasonal naive", Unit.NUMBER, ratios(best, "seasonal naive")).atMost(1))
        .with(Figure.of("RMSE / last value", Unit.NUMBER, ratios(best, "last value")).atMost(1))
        .with(Figure.of("RMSE / linear model", Unit.NUMBER, ratios(best, "linear model")))
        .with(Figure.of("GRU: RMSE / seasonal naive", Unit.NUMBER, ratios(GRU, "seasonal naive")).atMost(1))
        .with(choice())
        .with(test())
        .with(paths(words.title, words.time, words.unit))
        .with(growth(words.steps, "RMSE, " + words.unit));
  }

  private Trained chosen() {
    return candidates.stream().min(Comparator.comparingDouble(Trained::validationError)).orElseThrow();
  }

  private Trained candidate(String name) {
    return candidates.stream().filter(c -> c.name.equals(name)).findFirst().orElseThrow();
  }

  /** The network with the least validation error. */
  String best() {
    return chosen().name;
  }

  /** Root mean squared error on the test part of a network, by seed. */
  double[] errors(String network) {
    return candidate(network).results.stream().mapToDouble(r -> r.measured().value("rmse")).toArray();
  }

  /** The same as shares of the error of a simple method. */
  double[] ratios(String network, String baseline) {
    double simple = baseline(baseline);
    return Arrays.stream(errors(network)).map(e -> e / simple).toArray();
  }

  /** Root mean squared error on the test part of a simple method. */
  double baseline(String name) {
    return first().baselines().stream()
        .filter(b -> b.name().equals(name))
        .mapToDouble(b -> b.score().value("rmse"))
        .findFirst()
        .orElseThrow();
  }

  private ExperimentResult first() {
    return chosen().results.getFirst();
  }

  private ForecastPlan plan() {
    return first().prepared().forecast().orElseThrow();
  }

  private int[] origins() {
    return first().prepared().rows("test");
  }

  /** What the choice was made by. */
  ResultTable choice() {
    ResultTable table = ResultTable.titled("Validation part, which chooses the network", "network", "weights", "RMSE");
    for (Trained one : candidates) {
      table = table.row(one.name, one.results.getFirst().parameters(), Unit.NUMBER.text(one.validationError()));
    }
    return table;
  }

  /** All methods on the test part, with intervals where they can be had. */
  ResultTable test() {
    ResultTable table =
        ResultTable.titled(
            "Test part, %d starts, with 95%% intervals".formatted(first().measured().n()),
            "method, seed " + run.seed(),
            "RMSE",
            "interval",
            "MAE",
            "MASE");
    for (Trained one : candidates) {
      table = row(table, one.name, one.results.getFirst().measured());
    }
    for (Baseline baseline : first().baselines()) {
      int season = baseline.name().equals("last value") ? 1 : plan().period();
      // The linear model gives no forecasts to draw an interval from.
      Score score = baseline.name().equals("linear model") ? baseline.score() : naive(season);
      table = row(table, baseline.name(), score);
    }
    return table;
  }

  private static ResultTable row(ResultTable table, String name, Score score) {
    Measure rmse = Objects.requireNonNull(score.measures().get("rmse"));
    return table.row(
        name,
        Unit.NUMBER.text(rmse.value()),
        rmse.hasInterval() ? Unit.NUMBER.text(rmse.low()) + " to " + Unit.NUMBER.text(rmse.high()) : "",
        Unit.NUMBER.text(score.value("mae")),
        Unit.NUMBER.text(score.value("mase")));
  }

  private Score naive(int season) {
    Predictions told =
        Predictions.ofValues(plan().horizon(), plan().naive(season, origins()), first().predictions().targets());
    return Score.withIntervals(told, first().prepared().metrics(), run.seed());
  }

  /** The last forecasts of the test part that do not overlap, and what came. */
  private Picture paths(String title, String x, String y) {
    ForecastPlan plan = plan();
    int horizon = plan.horizon();
    int[] origins = origins();
    float[] told = first().predictions().values();
    List<Integer> shown = new ArrayList<>();
    for (int i = origins.length - 1; i >= 0 && shown.size() < MOST_PATHS; i -= horizon) {
      shown.addFirst(i);
    }
    int from = Math.max(0, origins[shown.getFirst()] - horizon);
    int to = origins[shown.getLast()] + horizon;
    LineChart chart =
        LineChart.titled(title)
            .axes(x, y)
            .dashed(
                "what came",
                IntStream.range(from, to).asDoubleStream().toArray(),
                IntStream.range(from, to).mapToDouble(plan.series()::target).toArray());
    for (int i : shown) {
      int start = origins[i];
      double[] steps = IntStream.range(start, start + horizon).asDoubleStream().toArray();
      double[] values = IntStream.range(0, horizon).mapToDouble(j -> told[i * horizon + j]).toArray();
      if (horizon > 1) {
        chart.line("told at " + plan.series().time(start - 1), steps, values);
      }
    }
    return chart.picture("forecasts", "Each colour is one forecast, made from what was known before its first step.");
  }

  /** Root mean squared error by steps ahead. */
  Picture growth(String x, String y) {
    LineChart chart =
        LineChart.titled("Error by steps ahead, test part")
            .axes(x, y)
            .line(best(), byStep(first().predictions().values()))
            .line("last value", byStep(plan().naive(1, origins())));
    if (plan().period() > 1) {
      chart.line("seasonal naive", byStep(plan().naive(plan().period(), origins())));
    }
    return chart.picture("growth", "The error of each step ahead, over all forecasts of the test part.");
  }

  private double[] byStep(float[] told) {
    float[] came = first().predictions().targets();
    double[] squares = new double[plan().horizon()];
    for (int i = 0; i < told.length; i++) {
      double d = (double) told[i] - came[i];
      squares[i % squares.length] += d * d * squares.length / told.length;
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }
}
