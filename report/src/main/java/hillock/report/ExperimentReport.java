package hillock.report;

import hillock.data.NoTarget;
import hillock.data.RawData;
import hillock.data.Series;
import hillock.data.Task;
import hillock.experiment.ExperimentResult;
import hillock.experiment.ForecastPlan;
import hillock.experiment.Measure;
import hillock.experiment.PreparedExperiment;
import hillock.experiment.Repetition;
import hillock.report.Summary.Baseline;
import hillock.train.EpochReport;
import hillock.train.LearningRateFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The report of an experiment; {@link hillock.report.page.ReportPage} makes a page of it. */
public final class ExperimentReport {
  private ExperimentReport() {}

  /** The report of a run. */
  public static Report of(ExperimentResult result, RunContext context) {
    return report(result, context, Optional.empty());
  }

  /**
   * The report of one of several runs, with the spread of all.
   *
   * @param result the run that was kept
   * @param seeds all runs
   * @throws IllegalArgumentException when every run diverged
   */
  public static Report of(ExperimentResult result, Repetition seeds, RunContext context) {
    return report(result, context, Optional.of(repeats(seeds)));
  }

  /**
   * The report of a cross-validation: all folds together, each row judged by the network that had not seen it.
   *
   * @throws IllegalArgumentException when every run diverged
   */
  public static Report ofFolds(Repetition folds, RunContext context) {
    return new FoldsReport(folds, context).report();
  }

  private static Report report(ExperimentResult result, RunContext context, Optional<Repeats> repeats) {
    return new Report(
        summary(result, context),
        history(result),
        result
            .prepared()
            .forecast()
            .<Predictions>map(plan -> forecast(result, plan))
            .orElseGet(() -> predictions(result.prepared(), result.predictions(), examples(result, context))),
        NetworkOutline.of(result.network()),
        data(result),
        result.rateSearch().map(ExperimentReport::rateSearch),
        repeats,
        diagnosis(result),
        provenance(result, context));
  }

  private static Summary summary(ExperimentResult result, RunContext context) {
    Map<String, Measure> measured = result.measured().measures();
    String first = mainMetric(result);
    PreparedExperiment prepared = result.prepared();
    return new Summary(
        context.data().name(),
        prepared.task().reason(),
        result.measuredOn(),
        prepared.part("train").size(),
        prepared.part("validation").size(),
        prepared.part("test").size(),
        MetricScore.of(first, Objects.requireNonNull(measured.get(first))),
        Optional.ofNullable(result.train().measures().get(first)).map(m -> MetricScore.of(first, m)),
        measured.entrySet().stream()
            .filter(e -> !e.getKey().equals(first))
            .map(e -> MetricScore.of(e.getKey(), e.getValue()))
            .toList(),
        result.baselines().stream().map(b -> new Baseline(b.name(), b.score().value(first))).toList(),
        result.outcome().explanation(),
        result.epochs(),
        result.seconds(),
        result.examplesPerSecond());
  }

  /** The metric that the page is about: the first of the score's. */
  static String mainMetric(ExperimentResult result) {
    return result.measured().measures().keySet().iterator().next();
  }

  private static Optional<History> history(ExperimentResult result) {
    List<EpochReport> epochs = result.outcome().history().epochs();
    if (epochs.isEmpty()) {
      return Optional.empty();
    }
    String metric = epochs.getFirst().metrics().keySet().stream().findFirst().orElse("");
    boolean chosen = result.validation().isPresent() && result.recipe().patience() > 0;
    return Optional.of(
        new History(
            MetricScore.words(metric),
            MetricScore.isFraction(metric),
            chosen ? result.keptEpoch() + 1 : 0,
            epochs.stream()
                .map(e ->
                    new History.Epoch(
                        e.epoch() + 1,
                        e.trainLoss(),
                        e.validationLoss(),
                        e.metrics().getOrDefault(metric, Double.NaN),
                        e.learningRate()))
                .toList()));
  }

  static Predictions predictions(
      PreparedExperiment prepared, hillock.train.Predictions p, Predictions.Examples examples) {
    Task task = prepared.task();
    if (p.classes()) {
      return new ClassPredictions(task.target(), task.classNames(), p, examples);
    }
    if (prepared.reconstructs()) {
      return new RebuiltRows(column(p, 0), examples);
    }
    if (prepared.preprocessor().target() instanceof NoTarget said) {
      int error = said.firstError();
      return new UntargetedRows(said.outputNames().get(error), column(p, error), examples);
    }
    // Of several numbers predicted together the first is pictured; the scores are over all.
    int k = p.columns();
    double[] truth = IntStream.range(0, p.size()).mapToDouble(i -> p.targets()[i * k]).toArray();
    return new NumberPredictions(task.target(), truth, column(p, 0), examples);
  }

  private static double[] column(hillock.train.Predictions p, int c) {
    return IntStream.range(0, p.size()).mapToDouble(i -> p.value(i, c)).toArray();
  }

  /** Forecasts, called by the time they begin at. */
  private static Predictions forecast(ExperimentResult result, ForecastPlan plan) {
    int[] starts = result.prepared().rows(result.measuredOn());
    Series series = plan.series();
    Predictions.Examples examples =
        i -> {
          List<Fact> facts = new ArrayList<>();
          facts.add(new Fact("last value", Double.toString(series.target(starts[i] - 1))));
          if (plan.period() > 1 && starts[i] >= plan.period()) {
            facts.add(new Fact("one season before", Double.toString(series.target(starts[i] - plan.period()))));
          }
          return Example.of("from " + series.time(starts[i]), facts);
        };
    NumberPredictions first = (NumberPredictions) predictions(result.prepared(), result.predictions(), examples);
    return new NumberPredictions(
        first.target(), first.truth(), first.predicted(), examples, Optional.of(ForecastPaths.of(result, plan)));
  }

  /** The rows that a result was measured on. */
  static Predictions.Examples examples(ExperimentResult result, RunContext context) {
    PreparedExperiment prepared = result.prepared();
    String part = result.measuredOn();
    boolean own = part.equals("test") && prepared.hasOwnTestData();
    int[] rows = prepared.rows(part);
    // The given names are those of the rows to learn from.
    List<String> names =
        own ? IntStream.range(0, rows.length).mapToObj(i -> "test row " + (i + 1)).toList() : context.rowNames();
    return new DataExamples(prepared.raw(part), prepared.task().target(), rows, names);
  }

  static DataProfile data(ExperimentResult result) {
    PreparedExperiment prepared = result.prepared();
    RawData given = prepared.forecast().<RawData>map(ForecastPlan::table).orElse(prepared.data());
    return DataProfile.of(given, prepared.task(), prepared.preprocessor(), prepared.notes());
  }

  private static Optional<Diagnosis> diagnosis(ExperimentResult result) {
    return result.layers().isEmpty() && result.advice().isEmpty()
        ? Optional.empty()
        : Optional.of(new Diagnosis(result.advice(), result.layers()));
  }

  private static RateSearch rateSearch(LearningRateFinder.Result found) {
    return new RateSearch(
        found.curve().stream().mapToDouble(LearningRateFinder.Point::rate).toArray(),
        found.curve().stream().mapToDouble(LearningRateFinder.Point::smoothed).toArray(),
        found.suggestion());
  }

  static Repeats repeats(Repetition repetition) {
    String metric = mainMetric(repetition.runs().getFirst().result());
    Repetition.Spread spread = repetition.spreads().get(metric);
    if (spread == null) {
      throw new IllegalArgumentException(
          "report of repeated runs: got only runs that diverged, expected one that did not");
    }
    return new Repeats(
        repetition.kind(),
        MetricScore.of(metric, new Measure(spread.mean(), spread.low(), spread.high())),
        spread.deviation(),
        repetition.runs().stream()
            .map(r -> {
              double value = r.result().diverged() ? Double.NaN : r.result().measured().value(metric);
              return new Repeats.Run(r.name(), r.result().measured().n(), value);
            })
            .toList());
  }

  private static Provenance provenance(ExperimentResult result, RunContext context) {
    List<Fact> facts = facts(result, context);
    facts.add(new Fact("weights SHA-256", result.weightsSha256()));
    List<Fact> settings = new ArrayList<>();
    result.settings().forEach((name, value) -> settings.add(new Fact(name, String.valueOf(value))));
    return new Provenance(context.command(), facts, settings);
  }

  /** All that must be the same for the same weights, and the machine. */
  static List<Fact> facts(ExperimentResult result, RunContext context) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("seed", Long.toString(result.prepared().seed())));
    facts.add(new Fact("threads", Integer.toString(result.prepared().threads())));
    facts.add(new Fact("kernels", result.kernels()));
    facts.add(new Fact("Hillock", hillock.model.Provenance.currentVersion()));
    facts.add(new Fact("Java", Runtime.version().toString()));
    facts.add(new Fact("system", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    facts.add(new Fact("data", context.data().name() + ", " + context.data().rows() + " rows"));
    facts.add(new Fact("data SHA-256", context.data().sha256()));
    return facts;
  }
}
