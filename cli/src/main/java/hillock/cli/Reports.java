package hillock.cli;

import hillock.data.RawData;
import hillock.data.Task;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Measure;
import hillock.experiment.PreparedExperiment;
import hillock.experiment.Repetition;
import hillock.io.Source;
import hillock.report.ClassPredictions;
import hillock.report.DataExamples;
import hillock.report.DataProfile;
import hillock.report.Fact;
import hillock.report.History;
import hillock.report.NetworkOutline;
import hillock.report.NumberPredictions;
import hillock.report.Predictions;
import hillock.report.Provenance;
import hillock.report.RateSearch;
import hillock.report.Repeats;
import hillock.report.Report;
import hillock.report.Score;
import hillock.report.Summary;
import hillock.report.page.ReportPage;
import hillock.train.EpochReport;
import hillock.train.LearningRateFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the HTML report of a training. */
final class Reports {
  private Reports() {}

  static void write(
      Source source, ExperimentResult result, @Nullable Repetition repetition, String command, Path file) {
    PreparedExperiment prepared = result.prepared();
    ReportPage.write(
        new Report(
            summary(source, result),
            Optional.of(history(result)),
            predictions(source, result),
            NetworkOutline.of(result.network()),
            DataProfile.of(prepared.data(), prepared.task(), prepared.preprocessor()),
            result.rateSearch().map(Reports::search),
            Optional.ofNullable(repetition).map(r -> repeats(r, result)),
            provenance(source, result, command)),
        file);
  }

  private static Summary summary(Source source, ExperimentResult result) {
    List<Score> scores = new ArrayList<>();
    result.measured().measures().forEach((name, measure) -> scores.add(score(name, measure)));
    Score first = scores.removeFirst();
    String metric = result.measured().measures().keySet().iterator().next();
    return new Summary(
        source.origin().name(),
        result.prepared().task().reason(),
        result.measuredOn(),
        result.train().n(),
        result.validation().map(hillock.experiment.Score::n).orElse(0),
        result.test().map(hillock.experiment.Score::n).orElse(0),
        first,
        Optional.of(score(metric, Measure.of(result.train().value(metric)))),
        scores,
        result.baselines().stream().map(b -> new Summary.Baseline(b.name(), b.score().value(metric))).toList(),
        result.outcome().explanation(),
        result.epochs(),
        result.seconds(),
        result.examplesPerSecond());
  }

  private static Score score(String name, Measure measure) {
    boolean higher =
        switch (name) {
          case "accuracy", "f1Macro", "rocAuc", "r2" -> true;
          default -> false;
        };
    boolean fraction =
        switch (name) {
          case "accuracy", "f1Macro", "rocAuc", "ece" -> true;
          default -> false;
        };
    return new Score(label(name), measure.value(), measure.low(), measure.high(), higher, fraction);
  }

  private static String label(String name) {
    return switch (name) {
      case "f1Macro" -> "F1 (macro)";
      case "logLoss" -> "log loss";
      case "rocAuc" -> "ROC AUC";
      case "ece" -> "calibration error";
      case "rmse" -> "RMSE";
      case "mae" -> "MAE";
      case "r2" -> "R²";
      default -> name;
    };
  }

  private static History history(ExperimentResult result) {
    List<History.Epoch> epochs = new ArrayList<>();
    String metric = "";
    for (EpochReport report : result.outcome().history().epochs()) {
      double value = Double.NaN;
      if (!report.metrics().isEmpty()) {
        metric = report.metrics().keySet().iterator().next();
        value = report.metrics().getOrDefault(metric, Double.NaN);
      }
      epochs.add(
          new History.Epoch(
              report.epoch() + 1, report.trainLoss(), report.validationLoss(), value, report.learningRate()));
    }
    boolean chosen = result.validation().isPresent();
    return new History(label(metric), metric.equals("accuracy"), chosen ? result.keptEpoch() + 1 : 0, epochs);
  }

  private static Predictions predictions(Source source, ExperimentResult result) {
    PreparedExperiment prepared = result.prepared();
    Task task = prepared.task();
    hillock.train.Predictions p = result.predictions();
    boolean own = result.measuredOn().equals("test") && prepared.hasOwnTestData();
    RawData data = own ? prepared.raw("test") : source.data();
    int[] rows = own ? IntStream.range(0, p.size()).toArray() : prepared.rows(result.measuredOn());
    DataExamples examples = new DataExamples(data, task.target(), rows);
    if (p.classes()) {
      return new ClassPredictions(task.target(), task.classNames(), p.labels(), p.values(), examples);
    }
    int k = p.columns();
    double[] truth = IntStream.range(0, p.size()).mapToDouble(i -> p.targets()[i * k]).toArray();
    double[] predicted = IntStream.range(0, p.size()).mapToDouble(i -> p.values()[i * k]).toArray();
    return new NumberPredictions(task.target(), truth, predicted, examples);
  }

  private static RateSearch search(LearningRateFinder.Result result) {
    return new RateSearch(
        result.curve().stream().mapToDouble(LearningRateFinder.Point::rate).toArray(),
        result.curve().stream().mapToDouble(LearningRateFinder.Point::smoothed).toArray(),
        result.suggestion());
  }

  private static Repeats repeats(Repetition repetition, ExperimentResult result) {
    String metric = result.measured().measures().keySet().iterator().next();
    Repetition.Spread spread = Objects.requireNonNull(repetition.spreads().get(metric));
    return new Repeats(
        repetition.kind(),
        score(metric, new Measure(spread.mean(), spread.low(), spread.high())),
        spread.deviation(),
        repetition.runs().stream()
            .map(r -> new Repeats.Run(r.name(), r.result().measured().n(), r.result().measured().value(metric)))
            .toList());
  }

  private static Provenance provenance(Source source, ExperimentResult result, String command) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("seed", String.valueOf(result.prepared().seed())));
    facts.add(new Fact("threads", String.valueOf(result.prepared().threads())));
    facts.add(new Fact("kernels", result.kernels()));
    facts.add(new Fact("Hillock", Version.number()));
    facts.add(new Fact("Java", Runtime.version().toString()));
    facts.add(new Fact("system", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    facts.add(new Fact("data", source.origin().name()));
    facts.add(new Fact("data SHA-256", source.origin().sha256()));
    facts.add(new Fact("weights SHA-256", result.weightsSha256()));
    List<Fact> settings = new ArrayList<>();
    result.settings().forEach((name, value) -> settings.add(new Fact(name, String.valueOf(value))));
    return new Provenance(command, facts, settings);
  }
}
