package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.model.Json;
import hillock.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path folder;

  private static final String[] CONTRACT = {
    "task",
    "outcome",
    "epochs",
    "seconds",
    "examplesPerSecond",
    "parameters",
    "seed",
    "threads",
    "kernels",
    "train",
    "validation",
    "test",
    "baseline",
    "weightsSha256",
    "modelFile"
  };

  @Test
  void printsOneJsonObjectAsTheLastLineAndAllElseToStandardError() {
    CommandRun run =
        CommandRun.of("train", "iris", "--json", "--epochs", "20", "--model", file("iris.hillock"), "--threads", "1");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    Map<String, Object> json = Json.parseObject(run.lastLine(), "json");
    assertThat(json).containsKeys(CONTRACT);
    assertThat(json).containsEntry("task", "multiclass").containsEntry("outcome", "completed");
    assertThat(json).containsEntry("epochs", 20L).containsEntry("threads", 1L).containsEntry("seed", 1L);
    Map<?, ?> test = (Map<?, ?>) json.get("test");
    assertThat(test.get("n")).isEqualTo(30L);
    for (String metric : List.of("accuracy", "f1Macro", "logLoss", "rocAuc", "ece")) {
      double value = ((Number) test.get(metric)).doubleValue();
      List<?> interval = (List<?>) ((Map<?, ?>) test.get("ci95")).get(metric);
      assertThat(((Number) interval.get(0)).doubleValue()).as(metric).isLessThanOrEqualTo(value);
      assertThat(((Number) interval.get(1)).doubleValue())
          .isGreaterThanOrEqualTo(((Number) interval.get(0)).doubleValue());
    }
    Map<?, ?> baseline = (Map<?, ?>) json.get("baseline");
    assertThat(baseline.keySet().stream().map(String::valueOf)).containsExactly("majorityClass", "linearModel");
    assertThat(run.err()).contains("Network", "Result", "dense(64)");
    assertThat(Model.open(Path.of(file("iris.hillock"))).weightsSha256()).isEqualTo(json.get("weightsSha256"));
    assertThat(folder.resolve("iris.html")).isNotEmptyFile();
  }

  @Test
  void regressionHasItsOwnMetrics() throws IOException {
    StringBuilder csv = new StringBuilder("area,rooms,price\n");
    for (int i = 0; i < 80; i++) {
      csv.append("%d,%d,%s%n".formatted(50 + i * 13 % 97, i % 5, 1000.5 + 31 * (i * 13 % 97) + 200 * (i % 5)));
    }
    Path data = Files.writeString(folder.resolve("houses.csv"), csv);
    CommandRun run =
        CommandRun.of("train", data.toString(), "--json", "--no-report", "--model", file("houses.hillock"));

    assertThat(run.code()).as(run.err()).isZero();
    Map<String, Object> json = Json.parseObject(run.lastLine(), "json");
    assertThat(json).containsEntry("task", "regression");
    assertThat(((Map<?, ?>) json.get("test")).keySet().stream().map(String::valueOf))
        .containsExactly("n", "rmse", "mae", "r2", "ci95");
    assertThat(((Map<?, ?>) json.get("baseline")).keySet().stream().map(String::valueOf))
        .containsExactly("mean", "linearModel");
    assertThat(folder.resolve("houses.html")).doesNotExist();
  }

  @Test
  void theSameSeedGivesTheSameWeightsWithAnyThreadsAndKernels() {
    String one = sha("--threads", "1", "--kernels", "scalar");
    assertThat(sha("--threads", "2")).isEqualTo(one);
    assertThat(sha("--threads", "3", "--kernels", "auto")).isEqualTo(one);
    assertThat(sha("--no-diagnosis")).isEqualTo(one);
    assertThat(sha("--seed", "2")).isNotEqualTo(one);
  }

  @Test
  void adviceIsPrintedStoredAndPictured() throws IOException {
    String[] sick = {
      "train", "digits", "--epochs", "10", "--learning-rate", "1", "--model", file("sick.hillock"), "--json"
    };
    CommandRun run = CommandRun.of(sick);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines()).contains("Advice", "  Learning rate too high");
    Map<?, ?> diagnosis = (Map<?, ?>) Json.parseObject(run.lastLine(), "json").get("diagnosis");
    assertThat((List<?>) diagnosis.get("advice"))
        .anySatisfy(a -> assertThat(((Map<?, ?>) a).get("symptom")).isEqualTo("learning-rate-too-high"));
    Map<?, ?> first = (Map<?, ?>) ((List<?>) diagnosis.get("layers")).getFirst();
    assertThat((List<?>) first.get("gradientNorm")).hasSameSizeAs((List<?>) diagnosis.get("epochs")).isNotEmpty();
    assertThat(Files.readString(folder.resolve("sick.html"))).contains("How it feels", "Learning rate too high");

    CommandRun without =
        CommandRun.of("train", "iris", "--epochs", "10", "--no-diagnosis", "--model", file("i.hillock"), "--json");
    assertThat(Json.parseObject(without.lastLine(), "json").get("diagnosis")).isNull();
    assertThat(Files.readString(folder.resolve("i.html"))).doesNotContain("How it feels");
  }

  private String sha(String... options) {
    List<String> line =
        new java.util.ArrayList<>(
            List.of("train", "wine", "--json", "--no-report", "-q", "--epochs", "3", "--model", file("wine.hillock")));
    line.addAll(List.of(options));
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return (String) Json.parseObject(run.lastLine(), "json").get("weightsSha256");
  }

  @Test
  void whatItWritesCanBeEvaluatedInspectedAndPredicted() throws IOException {
    String model = file("iris.hillock");
    assertThat(CommandRun.of("train", "iris", "--no-report", "-q", "--model", model).code()).isZero();

    CommandRun evaluated = CommandRun.of("evaluate", model, "iris", "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    Map<String, Object> scores = Json.parseObject(evaluated.lastLine(), "json");
    assertThat(scores).containsEntry("n", 150L);
    assertThat(((Number) scores.get("accuracy")).doubleValue()).isGreaterThan(0.9);

    CommandRun inspected = CommandRun.of("inspect", model);
    assertThat(inspected.out()).contains("dense(64)", "species", "seed 1", "sha256", "petal");

    String csv =
        "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),note\n5.10,+3.5,1.4,2e-1,hello\n";
    CommandRun predicted = CommandRun.withInput(csv, "predict", model, "-", "--proba");
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("sepal length (cm)").contains(",note,prediction,probability_setosa,");
    assertThat(lines.get(1)).as("cells pass as they are").startsWith("5.10,+3.5,1.4,2e-1,hello,setosa,");

    CommandRun written = CommandRun.of("predict", model, "iris", "-o", file("out.csv"));
    assertThat(written.code()).as(written.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out.csv"))).hasSize(151);
  }

  @Test
  void crossValidationAndSeedsTellMeanAndSpread() {
    String report = file("folds.html");
    CommandRun folds =
        CommandRun.of("train", "iris", "--cross-validate", "3", "--epochs", "30", "--json", "--report", report);
    assertThat(folds.code()).as(folds.err()).isZero();
    Map<String, Object> json = Json.parseObject(folds.lastLine(), "json");
    assertThat((List<?>) json.get("folds")).hasSize(3);
    assertThat(((Map<?, ?>) json.get("test")).get("n")).isEqualTo(150L);
    assertThat(json).containsKeys(CONTRACT).containsEntry("modelFile", null).containsEntry("reportFile", report);
    assertThat(folder.resolve("folds.html")).content().contains("each held back once in a cross-validation");
    Map<?, ?> linear = (Map<?, ?>) ((Map<?, ?>) json.get("baseline")).get("linearModel");
    assertThat(linear.get("n")).isEqualTo(150L);

    CommandRun seeds =
        CommandRun.of("train", "iris", "--seeds", "3", "--epochs", "5", "--json", "--model", file("s.hillock"));
    assertThat(seeds.code()).as(seeds.err()).isZero();
    Map<String, Object> runs = Json.parseObject(seeds.lastLine(), "json");
    assertThat((List<?>) runs.get("seeds")).hasSize(3);
    assertThat(seeds.err()).contains("3 seeds");
  }

  @Test
  void aCheckpointResumesToTheSameWeights() {
    String[] line = {
      "train",
      "wine",
      "--json",
      "--no-report",
      "-q",
      "--epochs",
      "4",
      "--model",
      file("w.hillock"),
      "--checkpoint",
      file("state")
    };
    CommandRun first = CommandRun.of(line);
    assertThat(first.code()).as(first.err()).isZero();
    List<String> resumed = new java.util.ArrayList<>(List.of(line));
    resumed.add("--resume");
    CommandRun second = CommandRun.of(resumed.toArray(String[]::new));
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(Json.parseObject(second.lastLine(), "json").get("weightsSha256"))
        .isEqualTo(Json.parseObject(first.lastLine(), "json").get("weightsSha256"));
  }

  @Test
  void aDivergedTrainingFailsAndSavesNothing() {
    CommandRun run =
        CommandRun.of(
            "train",
            "wine",
            "--no-report",
            "--optimizer",
            "sgd(1e30)",
            "--schedule",
            "constant-rate",
            "--json",
            "--model",
            file("d.hillock"));
    assertThat(run.code()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("Diverged", "smaller");
    assertThat(Json.parseObject(run.lastLine(), "json")).containsEntry("outcome", "diverged");
    assertThat(folder.resolve("d.hillock")).doesNotExist();
  }

  @Test
  void pipedOutputHasNoEscapeCodesAndFitsEightyColumns() {
    CommandRun run = CommandRun.of("train", "iris", "--epochs", "3", "--no-report", "--model", file("n.hillock"));
    assertThat(run.out() + run.err()).doesNotContain("\u001b").doesNotContain("\r");
    String own = run.out().replace(folder.toString(), "");
    assertThat(own.lines()).allSatisfy(l -> assertThat(l.length()).as(l).isLessThanOrEqualTo(Terminal.WIDTH));
    assertThat(run.out()).contains("hillock predict", "hillock evaluate", "hillock inspect");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
