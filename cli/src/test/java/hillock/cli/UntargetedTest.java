package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows without a target: train, evaluate, inspect and predict, from a file of one's own. */
class UntargetedTest {
  @TempDir Path folder;

  private Path rows;

  /** Two clouds of points around a line each, the last column a number: nothing that looks like a target. */
  @BeforeEach
  void write() throws IOException {
    StringBuilder csv = new StringBuilder("height,width,colour,weight\n");
    for (int i = 0; i < 120; i++) {
      double t = (i * 37 % 120) / 120.0;
      boolean red = i % 2 == 0;
      csv.append(
          "%.3f,%.3f,%s,%.3f%n".formatted(red ? t : 4 + t, red ? 2 * t : 1 - t, red ? "red" : "blue", 10 * t + i % 3));
    }
    rows = Files.writeString(folder.resolve("things.csv"), csv);
  }

  private CommandRun train(String network, String... more) {
    List<String> line = new ArrayList<>(List.of("train", rows.toString(), "--network", network));
    line.addAll(List.of("--epochs", "40", "--model", path("m.hillock")));
    line.addAll(List.of(more));
    return CommandRun.of(line.toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "som, quantizationError, Quantisation error, distance",
    "rbm(hidden=5), reconstructionError, Reconstruction error, error"
  })
  void goesTheWholeWay(String network, String measure, String words, String error) throws IOException {
    CommandRun train = train(network, "--json");
    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.err())
        .contains("no target", measure + " of the mean is", "Fitted worst, of the test rows, by " + error)
        .doesNotContain("accuracy", "rmse", "linear model");
    Map<String, Object> json = Json.parseObject(train.lastLine(), "json");
    assertThat(json).containsEntry("task", "none").containsEntry("reportFile", path("m.html"));
    assertThat(json.get("test")).asInstanceOf(InstanceOfAssertFactories.MAP).containsKey(measure);
    assertThat(folder.resolve("m.html"))
        .content()
        .contains("things.csv: learning how the rows are", words + " against the baselines", "Rows that fit worst")
        .doesNotContain("Worst mistakes");

    CommandRun inspect = CommandRun.of("inspect", path("m.hillock"));
    assertThat(inspect.out()).contains("no target", measure).doesNotContain("loss:");

    CommandRun evaluate = CommandRun.of("evaluate", path("m.hillock"), rows.toString(), "--json");
    assertThat(evaluate.code()).as(evaluate.err()).isZero();
    double mean = measured(Json.parseObject(evaluate.lastLine(), "json"), measure);

    CommandRun predict = CommandRun.of("predict", path("m.hillock"), rows.toString());
    assertThat(predict.code()).as(predict.err()).isZero();
    List<String> lines = predict.out().lines().toList();
    assertThat(lines).hasSize(121);
    assertThat(lines.getFirst()).startsWith("height,width,colour,weight,");
    int column = List.of(lines.getFirst().split(",")).indexOf(error);
    assertThat(lines.stream().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",")[column])).average())
        .hasValueCloseTo(mean, within(1e-6));
  }

  @Test
  void aMapOfASingleUnitKnowsNoMoreThanTheMean() {
    Map<String, Object> json = Json.parseObject(train("som(1, 1)", "--json").lastLine(), "json");
    double mean = measured(json, "baseline", "mean", "quantizationError");
    assertThat(mean).isCloseTo(measured(json, "test", "quantizationError"), within(1e-6));
  }

  private static double measured(Map<?, ?> json, String... path) {
    Object value = json;
    for (String name : path) {
      value = ((Map<?, ?>) value).get(name);
    }
    return ((Number) value).doubleValue();
  }

  @Test
  void theMapKeepsTheCloudsApart() {
    assertThat(train("som(6, 4)").code()).isZero();
    List<String> lines = CommandRun.of("predict", path("m.hillock"), rows.toString()).out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("height,width,colour,weight,row,column,distance,fold");
    List<List<String>> units = List.of(units(lines, "red"), units(lines, "blue"));
    assertThat(units.getFirst()).isNotEmpty().doesNotContainAnyElementsOf(units.getLast());
  }

  /** The units that rows of a colour have. */
  private static List<String> units(List<String> lines, String colour) {
    return lines.stream()
        .map(l -> l.split(","))
        .filter(c -> c[2].equals(colour))
        .map(c -> c[4] + " " + c[5])
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"som", "rbm"})
  void givesTheSameWeightsOnAnyEngine(String network) {
    assertThat(weights(network, "2", "auto")).isEqualTo(weights(network, "1", "scalar"));
  }

  private String weights(String network, String threads, String kernels) {
    CommandRun run = train(network, "--json", "--threads", threads, "--kernels", kernels);
    assertThat(run.code()).as(run.err()).isZero();
    return (String) Json.parseObject(run.lastLine(), "json").get("weightsSha256");
  }

  @Test
  void aTargetThatIsNamedOrLooksLikeOneIsLearnedUnlessAskedNotTo() throws IOException {
    assertThat(train("som", "--target", "colour").out()).contains("two classes", "accuracy");
    Files.writeString(rows, Files.readString(rows).replaceFirst("colour", "class"));
    assertThat(train("som").out()).contains("two classes", "accuracy");
    isNoInput(train("som", "--task", "none"), "class", "'class' looks like the answers: it is no input.");
    isNoInput(train("som", "--task", "none", "--drop", "class"), "class", "no target");
    Files.writeString(rows, Files.readString(rows).replaceFirst("class", "colour"));
    isNoInput(train("rbm", "--task", "none", "--target", "colour"), "colour", "'colour' holds the answers");
    isNoInput(
        CommandRun.of(
            "train", "iris", "--network", "som", "--task", "none", "--epochs", "2", "--model", path("m.hillock")),
        "species",
        "'species' holds the answers");
  }

  private void isNoInput(CommandRun train, String column, String note) {
    assertThat(train.out()).contains("no target", note).doesNotContain("accuracy");
    assertThat(CommandRun.of("inspect", path("m.hillock")).out()).as("columns").doesNotContain(column);
  }

  @Test
  void theAnswersLabelTheMapAfterwards() {
    assertThat(train("som(6, 4)", "--task", "none", "--target", "colour").code()).isZero();
    List<String> lines = CommandRun.of("predict", path("m.hillock"), rows.toString()).out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("height,width,colour,weight,row,column,distance,fold");
    assertThat(units(lines, "red")).isNotEmpty().doesNotContainAnyElementsOf(units(lines, "blue"));
  }

  /** It is no class, and may be a coordinate. */
  @Test
  void aNumberCalledLikeATargetIsAnInput() throws IOException {
    Files.writeString(rows, Files.readString(rows).replaceFirst("weight", "y"));
    for (CommandRun run : List.of(train("som"), train("som", "--task", "none"))) {
      assertThat(run.out()).contains("no target").doesNotContain("'y'");
      assertThat(CommandRun.of("inspect", path("m.hillock")).out()).contains("  y  ");
    }
  }

  @Test
  void testDataNeedsNoAnswers() throws IOException {
    Path test = Files.writeString(folder.resolve("test.csv"), "height,width,weight\n0.5,1,5\n4.5,0.5,5\n");
    CommandRun run = train("som", "--task", "none", "--target", "colour", "--test-data", test.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("2 to test");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThat(train("perceptron", "--task", "none").err())
        .contains("task: got none, for 'perceptron', expected a network that learns without a target");
    assertThat(train("dense(4)", "--task", "none").err()).contains("none, for a network of layers");
    assertThat(train("autoencoder", "--task", "none").err())
        .contains("task: got 'none', expected no task for an autoencoder");
    assertThat(train("som", "--task", "none", "--text", "colour").err()).contains("none, and a column of texts");
    assertThat(train("som", "--task", "none", "--target", "wieght").err()).contains("'wieght'", "'weight'");
    assertThat(train("som", "--target", "weight").err()).contains("with --task none the other columns are learned");
    assertThat(train("som").code()).isZero();
    assertThat(CommandRun.of("predict", path("m.hillock"), rows.toString(), "--proba").err())
        .contains("a model that predicts nothing");
  }

  @Test
  void severalSeedsAndFoldsAreMeasuredTheSameWay() {
    assertThat(train("som", "--seeds", "2").out()).contains("quantizationError", "No run failed");
    CommandRun folds =
        CommandRun.of("train", rows.toString(), "--network", "som", "--epochs", "5", "--cross-validate", "3");
    assertThat(folds.code()).as(folds.err()).isZero();
    assertThat(folds.out()).contains("quantizationError");
  }
}
