package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.experiment.LearningMethod;
import hillock.experiment.RatingsMethod;
import hillock.model.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that learn by a rule of their own go the whole way: train, resume, evaluate, inspect, predict. */
class LearningMethodTest {
  @TempDir Path folder;

  /** All there are for rows: a new one is tested as soon as it is offered. Those for ratings: {@link RatingsTest}. */
  static List<String> names() {
    List<String> names = new ArrayList<>(Catalog.of(LearningMethod.class).names());
    names.removeAll(Catalog.of(RatingsMethod.class).names());
    return names;
  }

  @Test
  void perceptronMapAndMachineAreThree() {
    assertThat(names()).contains("perceptron", "rbm", "som");
  }

  @ParameterizedTest
  @MethodSource("names")
  void goesTheWholeWay(String name) throws IOException {
    Path model = folder.resolve("iris.hillock");
    Path report = folder.resolve("iris.html");
    CommandRun train =
        CommandRun.of(
            "train",
            "iris",
            "--network",
            name,
            "--epochs",
            "20",
            "--model",
            model.toString(),
            "--report",
            report.toString());
    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.out()).contains("accuracy", "majority class", "linear model").doesNotContain("adamw", "AdamW");
    assertThat(Files.readString(report)).contains("accuracy");

    CommandRun evaluate = CommandRun.of("evaluate", model.toString(), "iris", "--json");
    assertThat(evaluate.code()).as(evaluate.err()).isZero();
    String accuracy = evaluate.out().replaceAll("(?s).*?\"accuracy\"[^0-9]*([0-9.]+).*", "$1");
    assertThat(Double.parseDouble(accuracy)).as(evaluate.out()).isGreaterThan(0.8);

    CommandRun inspect = CommandRun.of("inspect", model.toString());
    assertThat(inspect.code()).as(inspect.err()).isZero();
    assertThat(inspect.out()).contains(name);

    CommandRun predict = CommandRun.of("predict", model.toString(), "iris", "--proba");
    assertThat(predict.code()).as(predict.err()).isZero();
    assertThat(predict.out().lines()).hasSize(151);
    assertThat(predict.out()).contains("setosa");
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesTheSameWeightsOnAnyEngineAndAfterAResume(String name) {
    String once = weights(name, "--threads", "1", "--kernels", "scalar");
    assertThat(weights(name, "--threads", "2")).isEqualTo(once);
    String run = folder.resolve("run").toString();
    assertThat(weights(name, "--checkpoint", run)).isEqualTo(once);
    assertThat(weights(name, "--checkpoint", run, "--resume")).isEqualTo(once);
  }

  private String weights(String name, String... more) {
    String[] line = {
      "train", "iris", "--network", name, "--epochs", "5", "--json", "--no-report", "--model", path("w.hillock")
    };
    String[] all = java.util.Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.code()).as(run.err()).isZero();
    String hash = run.lastLine().replaceAll(".*\"weightsSha256\": ?\"([0-9a-f]+)\".*", "$1");
    assertThat(hash).hasSize(64);
    return hash;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theHelpNamesIt(String name) {
    assertThat(CommandRun.of("train", "--help").out()).contains(name);
  }

  @Test
  void settingsStandInParentheses() {
    CommandRun run =
        CommandRun.of(
            "train",
            "iris",
            "--network",
            "perceptron(keep=average)",
            "--epochs",
            "5",
            "--no-report",
            "--model",
            path("a.hillock"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("perceptron(AVERAGE)");
  }

  @Test
  void thePerceptronSaysBeforeLearningWhetherItCanEnd() {
    assertThat(perceptronOnTwo("versicolor", "virginica")).contains("No hyperplane separates the classes");
    assertThat(perceptronOnTwo("setosa", "virginica")).contains("makes at most", "Reached the target");
  }

  private String perceptronOnTwo(String a, String b) {
    Path file = folder.resolve("two.csv");
    try {
      String iris = CommandRun.of("predict", trained(), "iris").out();
      StringBuilder two = new StringBuilder();
      iris.lines()
          .map(line -> line.substring(0, line.lastIndexOf(',')))
          .filter(line -> line.endsWith("species") || line.endsWith(a) || line.endsWith(b))
          .forEach(line -> two.append(line).append('\n'));
      Files.writeString(file, two);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    CommandRun run =
        CommandRun.of(
            "train",
            file.toString(),
            "--network",
            "perceptron",
            "--test",
            "0",
            "--validation",
            "0",
            "--no-report",
            "--model",
            path("b.hillock"));
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  private String trained() {
    String model = path("any.hillock");
    CommandRun run = CommandRun.of("train", "iris", "--epochs", "1", "--no-report", "-q", "--model", model);
    assertThat(run.code()).as(run.err()).isZero();
    return model;
  }
}
