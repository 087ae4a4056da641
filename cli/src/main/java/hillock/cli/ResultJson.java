package hillock.cli;

import hillock.experiment.Baseline;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Measure;
import hillock.experiment.Repetition;
import hillock.experiment.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as programs read them; the members are part of the command's contract. */
final class ResultJson {
  private ResultJson() {}

  /** One training, and the others when it is one of several. */
  static Map<String, @Nullable Object> of(ExperimentResult result, @Nullable Repetition repetition) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("task", result.prepared().task().kind().toString());
    json.put("outcome", result.outcome().name());
    json.put("epochs", result.epochs());
    json.put("seconds", result.seconds());
    json.put("examplesPerSecond", number(result.examplesPerSecond()));
    json.put("parameters", result.parameters());
    json.put("seed", result.prepared().seed());
    json.put("threads", result.prepared().threads());
    json.put("kernels", result.kernels());
    json.put("train", score(result.train()));
    json.put("validation", result.validation().map(ResultJson::score).orElse(null));
    json.put("test", result.test().map(ResultJson::score).orElse(null));
    json.put("baseline", baselines(result.baselines()));
    json.put("weightsSha256", result.weightsSha256());
    json.put("diagnosis", DiagnosisJson.of(result));
    if (repetition != null) {
      json.put("seeds", runs(repetition));
      json.put("spread", spreads(repetition));
    }
    return json;
  }

  /** A cross-validation: {@code test} holds the means over the folds. */
  static Map<String, @Nullable Object> of(Repetition folds) {
    Map<String, @Nullable Object> json = of(folds.runs().getFirst().result(), null);
    for (String ofOneRun : List.of("train", "validation", "weightsSha256", "diagnosis")) {
      json.put(ofOneRun, null);
    }
    Map<String, @Nullable Object> test = new LinkedHashMap<>();
    Map<String, @Nullable Object> intervals = new LinkedHashMap<>();
    test.put("n", folds.runs().stream().mapToInt(r -> r.result().measured().n()).sum());
    folds
        .spreads()
        .forEach((name, s) -> {
          test.put(name, number(s.mean()));
          intervals.put(name, pair(s.low(), s.high()));
        });
    test.put("ci95", intervals);
    json.put("outcome", "cross-validated");
    json.put("epochs", folds.runs().stream().mapToInt(r -> r.result().epochs()).sum());
    json.put("seconds", folds.runs().stream().mapToDouble(r -> r.result().seconds()).sum());
    json.put("test", test);
    json.put("baseline", meanBaselines(folds));
    json.put("folds", runs(folds));
    json.put("spread", spreads(folds));
    json.put("modelFile", null);
    return json;
  }

  static Map<String, @Nullable Object> score(Score score) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Map<String, @Nullable Object> intervals = new LinkedHashMap<>();
    json.put("n", score.n());
    for (Map.Entry<String, Measure> entry : score.measures().entrySet()) {
      Measure measure = entry.getValue();
      json.put(entry.getKey(), number(measure.value()));
      if (measure.hasInterval()) {
        intervals.put(entry.getKey(), pair(measure.low(), measure.high()));
      }
    }
    if (!intervals.isEmpty()) {
      json.put("ci95", intervals);
    }
    return json;
  }

  private static Map<String, @Nullable Object> baselines(List<Baseline> baselines) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Baseline baseline : baselines) {
      json.put(member(baseline.name()), score(baseline.score()));
    }
    return json;
  }

  /** The baselines' measures, each the mean over the folds. */
  private static Map<String, @Nullable Object> meanBaselines(Repetition folds) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Baseline baseline : folds.runs().getFirst().result().baselines()) {
      List<Score> scores =
          folds.runs().stream()
              .flatMap(run -> run.result().baselines().stream())
              .filter(b -> b.name().equals(baseline.name()))
              .map(Baseline::score)
              .toList();
      Map<String, @Nullable Object> means = new LinkedHashMap<>();
      means.put("n", scores.stream().mapToInt(Score::n).sum());
      for (String measure : baseline.score().measures().keySet()) {
        means.put(measure, number(scores.stream().mapToDouble(s -> s.value(measure)).average().orElse(Double.NaN)));
      }
      json.put(member(baseline.name()), means);
    }
    return json;
  }

  private static String member(String baseline) {
    return switch (baseline) {
      case "majority class" -> "majorityClass";
      case "linear model" -> "linearModel";
      case "last value" -> "lastValue";
      case "seasonal naive" -> "seasonalNaive";
      case "naive Bayes" -> "naiveBayes";
      case "linear autoencoder" -> "linearAutoencoder";
      default -> baseline;
    };
  }

  private static List<Object> runs(Repetition repetition) {
    List<Object> runs = new ArrayList<>();
    for (Repetition.Run run : repetition.runs()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put(repetition.kind(), run.name());
      json.put("outcome", run.result().outcome().name());
      json.put("epochs", run.result().epochs());
      json.put("failed", repetition.failures().contains(run));
      json.put("test", score(run.result().measured()));
      json.put("weightsSha256", run.result().weightsSha256());
      json.put("advice", DiagnosisJson.advice(run.result()));
      runs.add(json);
    }
    return runs;
  }

  private static Map<String, @Nullable Object> spreads(Repetition repetition) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    repetition
        .spreads()
        .forEach((name, s) -> {
          Map<String, @Nullable Object> spread = new LinkedHashMap<>();
          spread.put("mean", number(s.mean()));
          spread.put("deviation", number(s.deviation()));
          spread.put("least", number(s.least()));
          spread.put("most", number(s.most()));
          json.put(name, spread);
        });
    return json;
  }

  private static List<@Nullable Double> pair(double low, double high) {
    List<@Nullable Double> pair = new ArrayList<>();
    pair.add(number(low));
    pair.add(number(high));
    return pair;
  }

  /** JSON has no NaN. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
