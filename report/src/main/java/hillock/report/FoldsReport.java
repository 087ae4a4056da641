package hillock.report;

import hillock.experiment.ExperimentResult;
import hillock.experiment.Measure;
import hillock.experiment.Repetition;
import hillock.report.Summary.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All folds of a cross-validation as one report: scores are means over the folds, predictions stand together. */
final class FoldsReport {
  /** Settings that differ from fold to fold. */
  private static final Set<String> OF_ONE_RUN = Set.of("kept epoch", "outcome");

  private final Repetition folds;
  private final RunContext context;
  private final Repeats repeats;
  private final List<ExperimentResult> done;
  private final ExperimentResult first;

  FoldsReport(Repetition folds, RunContext context) {
    this.folds = folds;
    this.context = context;
    this.repeats = ExperimentReport.repeats(folds);
    this.done = folds.runs().stream().map(Repetition.Run::result).filter(r -> !r.diverged()).toList();
    this.first = done.getFirst();
  }

  Report report() {
    return new Report(
        summary(),
        Optional.empty(),
        predictions(),
        NetworkOutline.of(first.network()),
        ExperimentReport.data(first),
        Optional.empty(),
        Optional.of(repeats),
        provenance());
  }

  private Summary summary() {
    String metric = ExperimentReport.mainMetric(first);
    Map<String, Repetition.Spread> spreads = folds.spreads();
    List<Score> others =
        spreads.entrySet().stream()
            .filter(e -> !e.getKey().equals(metric))
            .map(e -> MetricScore.of(e.getKey(), measure(e.getValue())))
            .toList();
    List<Baseline> baselines =
        IntStream.range(0, first.baselines().size())
            .mapToObj(b ->
                new Baseline(first.baselines().get(b).name(), mean(r -> r.baselines().get(b).score().value(metric))))
            .toList();
    return new Summary(
        context.data().name(),
        first.prepared().task().reason(),
        "folds",
        first.prepared().part("train").size(),
        first.prepared().part("validation").size(),
        first.prepared().part("test").size(),
        repeats.score(),
        Optional.of(MetricScore.of(metric, Measure.of(mean(r -> r.train().value(metric))))),
        others,
        baselines,
        "Cross-validated.",
        done.stream().mapToInt(ExperimentResult::epochs).sum(),
        done.stream().mapToDouble(ExperimentResult::seconds).sum(),
        mean(ExperimentResult::examplesPerSecond));
  }

  private static Measure measure(Repetition.Spread spread) {
    return new Measure(spread.mean(), spread.low(), spread.high());
  }

  private double mean(ToDoubleFunction<ExperimentResult> value) {
    return done.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  private Predictions predictions() {
    List<Predictions.Examples> parts = done.stream().map(r -> ExperimentReport.examples(r, context)).toList();
    int[] fold = IntStream.range(0, done.size()).flatMap(f -> IntStream.generate(() -> f).limit(size(f))).toArray();
    int[] place = IntStream.range(0, done.size()).flatMap(f -> IntStream.range(0, size(f))).toArray();
    return ExperimentReport.predictions(first.prepared(), together(fold.length), i -> parts.get(fold[i]).at(place[i]));
  }

  private int size(int fold) {
    return done.get(fold).predictions().size();
  }

  private hillock.train.Predictions together(int n) {
    int k = first.predictions().columns();
    boolean classes = first.predictions().classes();
    float[] values = new float[n * k];
    int[] labels = new int[classes ? n : 0];
    float[] targets = new float[classes ? 0 : n * k];
    int row = 0;
    for (ExperimentResult result : done) {
      hillock.train.Predictions p = result.predictions();
      System.arraycopy(p.values(), 0, values, row * k, p.values().length);
      System.arraycopy(p.labels(), 0, labels, classes ? row : 0, p.labels().length);
      System.arraycopy(p.targets(), 0, targets, classes ? 0 : row * k, p.targets().length);
      row += p.size();
    }
    return classes
        ? hillock.train.Predictions.ofClasses(k, values, labels)
        : hillock.train.Predictions.ofValues(k, values, targets);
  }

  private Provenance provenance() {
    List<Fact> facts = ExperimentReport.facts(first, context);
    for (Repetition.Run run : folds.runs()) {
      facts.add(new Fact("weights SHA-256, fold " + run.name(), run.result().weightsSha256()));
    }
    List<Fact> settings = new ArrayList<>();
    first
        .settings()
        .forEach((name, value) -> {
          if (!OF_ONE_RUN.contains(name)) {
            settings.add(new Fact(name, String.valueOf(value)));
          }
        });
    return new Provenance(context.command(), facts, settings);
  }
}
