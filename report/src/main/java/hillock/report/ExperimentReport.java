package hillock.report;

import hillock.data.Task;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Measure;
import hillock.experiment.PreparedExperiment;
import hillock.experiment.Recipe;
import hillock.experiment.Repetition;
import hillock.model.Catalog;
import hillock.report.Summary.Baseline;
import hillock.train.EpochReport;
import hillock.train.LearningRateFinder;
import hillock.train.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The report of an experiment. */
public final class ExperimentReport {
  /** Metrics that are shares and read well as percentages. */
  private static final List<String> FRACTIONS = List.of("accuracy", "f1Macro", "ece");

  /** Names for people; a metric without one keeps its own. */
  private static final Map<String, String> WORDS =
      Map.of(
          "f1Macro", "F1 (macro)",
          "logLoss", "log loss",
          "rocAuc", "ROC AUC",
          "ece", "calibration error",
          "rmse", "RMSE",
          "mae", "MAE",
          "r2", "R²");

  private final ExperimentResult result;
  private final PreparedExperiment prepared;
  private final Map<String, Metric> metrics = new LinkedHashMap<>();

  private ExperimentReport(ExperimentResult result) {
    this.result = result;
    this.prepared = result.prepared();
    for (Metric metric : hillock.experiment.Score.metrics(prepared.task().isClassification())) {
      metrics.put(metric.name(), metric);
    }
  }

  /**
   * The report of a run.
   *
   * @param rates what the learning-rate finder saw, when it was used
   * @param repetition the other seeds or folds, when there were any
   */
  public static Report of(
      ExperimentResult result,
      RunContext context,
      Optional<LearningRateFinder.Result> rates,
      Optional<Repetition> repetition) {
    ExperimentReport maker = new ExperimentReport(result);
    return new Report(
        maker.summary(context),
        maker.history(),
        maker.predictions(),
        NetworkOutline.of(result.network()),
        DataProfile.of(maker.prepared.data(), maker.prepared.task(), maker.prepared.preprocessor()),
        rates.map(ExperimentReport::rateSearch),
        repetition.flatMap(maker::repeats),
        maker.provenance(context));
  }

  private Summary summary(RunContext context) {
    Map<String, Measure> measured = result.measured().measures();
    String first = measured.keySet().iterator().next();
    List<Score> others =
        measured.entrySet().stream()
            .filter(e -> !e.getKey().equals(first))
            .map(e -> score(e.getKey(), e.getValue()))
            .toList();
    List<Baseline> baselines =
        result.baselines().stream().map(b -> new Baseline(b.name(), b.score().value(first))).toList();
    return new Summary(
        context.data().name(),
        prepared.task().reason(),
        result.measuredOn(),
        prepared.part("train").size(),
        prepared.part("validation").size(),
        prepared.part("test").size(),
        score(first, measured.get(first)),
        Optional.ofNullable(result.train().measures().get(first)).map(m -> score(first, m)),
        others,
        baselines,
        result.outcome().explanation(),
        result.epochs(),
        result.seconds(),
        result.examplesPerSecond());
  }

  private Score score(String name, Measure m) {
    boolean higherIsBetter = metrics.containsKey(name) && metrics.get(name).higherIsBetter();
    return new Score(words(name), m.value(), m.low(), m.high(), higherIsBetter, FRACTIONS.contains(name));
  }

  private static String words(String metric) {
    return WORDS.getOrDefault(metric, metric);
  }

  private Optional<History> history() {
    List<EpochReport> epochs = result.outcome().history().epochs();
    if (epochs.isEmpty()) {
      return Optional.empty();
    }
    String metric = epochs.getFirst().metrics().keySet().stream().findFirst().orElse("");
    return Optional.of(
        new History(
            words(metric),
            FRACTIONS.contains(metric),
            result.bestEpoch() + 1,
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

  private Predictions predictions() {
    hillock.train.Predictions p = result.predictions();
    Task task = prepared.task();
    String part = result.measuredOn();
    Predictions.Examples examples =
        new DataExamples(
            prepared.raw(part), task.target(), IntStream.range(0, p.size()).toArray(), prepared.rows(part));
    if (task.isClassification()) {
      return new ClassPredictions(task.target(), task.classNames(), p.labels(), p.values(), examples);
    }
    // Of several numbers predicted together the first is pictured; the scores are over all.
    int k = p.columns();
    double[] truth = IntStream.range(0, p.size()).mapToDouble(i -> p.targets()[i * k]).toArray();
    double[] predicted = IntStream.range(0, p.size()).mapToDouble(i -> p.values()[i * k]).toArray();
    return new NumberPredictions(task.target(), truth, predicted, examples);
  }

  private static RateSearch rateSearch(LearningRateFinder.Result found) {
    return new RateSearch(
        found.curve().stream().mapToDouble(LearningRateFinder.Point::rate).toArray(),
        found.curve().stream().mapToDouble(LearningRateFinder.Point::smoothed).toArray(),
        found.suggestion());
  }

  private Optional<Repeats> repeats(Repetition repetition) {
    String name = result.measured().measures().keySet().iterator().next();
    Repetition.Spread spread = repetition.spreads().get(name);
    if (spread == null) {
      return Optional.empty();
    }
    List<Repeats.Run> runs =
        repetition.runs().stream()
            .map(r -> {
              var measured = r.result().measured();
              double value = r.result().diverged() ? Double.NaN : measured.value(name);
              return new Repeats.Run(r.name(), measured.n(), value);
            })
            .toList();
    Measure mean = new Measure(spread.mean(), spread.low(), spread.high());
    return Optional.of(new Repeats(repetition.kind(), score(name, mean), spread.deviation(), runs));
  }

  private Provenance provenance(RunContext context) {
    Recipe recipe = prepared.recipe();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("seed", Long.toString(prepared.seed())));
    facts.add(new Fact("threads", Integer.toString(prepared.threads())));
    facts.add(new Fact("kernels", result.kernels()));
    facts.add(new Fact("Hillock", context.version()));
    facts.add(new Fact("JDK", Runtime.version().toString()));
    facts.add(new Fact("data", context.data().name() + ", " + context.data().rows() + " rows"));
    facts.add(new Fact("data SHA-256", context.data().sha256()));
    facts.add(new Fact("weights SHA-256", result.weightsSha256()));
    return new Provenance(
        context.command(),
        facts,
        List.of(
            new Fact("network", text(recipe.network())),
            new Fact("loss", text(recipe.loss())),
            new Fact("optimizer", text(recipe.optimizer())),
            new Fact("schedule", text(recipe.schedule())),
            new Fact("rows in a batch", Integer.toString(recipe.batch())),
            new Fact("most epochs", Integer.toString(recipe.epochs())),
            new Fact("patience", recipe.patience() == 0 ? "none" : recipe.patience() + " epochs")));
  }

  private static String text(Object setting) {
    return setting instanceof Record record ? Catalog.shorthand(record) : setting.toString();
  }
}
