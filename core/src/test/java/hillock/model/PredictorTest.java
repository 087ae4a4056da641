package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.NumberTarget;
import hillock.data.Table;
import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
  @TempDir Path folder;

  private static Map<String, String> row(Table table, int row) {
    Map<String, String> texts = new LinkedHashMap<>();
    table.columns().forEach(c -> texts.put(c.name(), c.text(row) == null ? "" : c.text(row)));
    return texts;
  }

  @Test
  void predictsClassesWithTheSoftmaxOfTheNetwork() {
    Model model = Models.classifier();
    Table table = Models.table(50);
    Dataset inputs = model.preprocessor().orElseThrow().transformInputs(table);
    List<Prediction> predictions = Predictor.of(model).predictAll(table);
    for (int i = 0; i < 50; i++) {
      float[] logits = model.network().predict(inputs.row(i), 1);
      double sum = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
      Prediction prediction = predictions.get(i);
      assertThat(prediction.isClass()).isTrue();
      assertThat(prediction.classNames()).containsExactly("cat", "dog", "emu");
      for (int c = 0; c < 3; c++) {
        assertThat(prediction.probabilities()[c]).isCloseTo((float) (Math.exp(logits[c]) / sum), within(1e-6f));
      }
      int best = logits[0] >= logits[1] && logits[0] >= logits[2] ? 0 : logits[1] >= logits[2] ? 1 : 2;
      assertThat(prediction.label()).isEqualTo(List.of("cat", "dog", "emu").get(best));
      assertThat(prediction.confidence()).isEqualTo(prediction.probability(prediction.label()));
    }
  }

  @Test
  void predictsNumbersInTheUnitOfTheTarget() {
    Model model = Models.regression();
    Table table = Models.table(20).without("price");
    Dataset inputs = model.preprocessor().orElseThrow().transformInputs(table);
    NumberTarget target = (NumberTarget) model.target().orElseThrow();
    for (int i = 0; i < 20; i++) {
      float standardised = model.network().predict(inputs.row(i), 1)[0];
      Prediction prediction = Predictor.of(model).predict(row(table, i));
      assertThat(prediction.value()).isEqualTo((float) target.parts().getFirst().decode(standardised));
      assertThat(prediction.isClass()).isFalse();
      assertThatThrownBy(prediction::label).hasMessageContaining("this model predicts numbers, not classes");
    }
  }

  @Test
  void oneOutputForTwoClassesBecomesTwoProbabilities() {
    Predictor<Prediction> predictor = Predictor.of(Models.binary());
    Prediction prediction = predictor.predict(1, 0);
    float yes = prediction.probability("yes");
    assertThat(prediction.probabilities()).containsExactly(1 - yes, yes);
    assertThat(prediction.label()).isEqualTo(yes > 0.5 ? "yes" : "no");
    float[] outputs = predictor.outputs(Dataset.of(Shape.of(2), new float[] {0, 1, 1, 0}));
    assertThat(Arrays.copyOfRange(outputs, 2, 4)).containsExactly(prediction.probabilities());
  }

  @Test
  void aRowIsPredictedTheSameAloneInABatchAndAsText() {
    Table table = Models.table(2500);
    for (Model model : List.of(Models.classifier(), Models.regression())) {
      Predictor<Prediction> predictor = Predictor.of(model);
      List<Prediction> all = predictor.predictAll(table);
      for (int i = 0; i < table.size(); i += 97) {
        assertThat(predictor.predict(row(table, i)).values()).containsExactly(all.get(i).values());
        assertThat(predictor.predictAll(table.subset(new int[] {i, 0})).getFirst().values())
            .containsExactly(all.get(i).values());
      }
    }
  }

  @Test
  void theTeamPredictsTheSameBitsAsOneThread() {
    Model model = Models.images();
    Dataset data = Models.pixels(3000); // 58 million multiply-adds a batch: enough for the team
    float[] together = Predictor.of(model).outputs(data);
    Predictor<Prediction> predictor = Predictor.of(model);
    for (int i = 0; i < data.size(); i += 7) {
      assertThat(predictor.predict(data.row(i)).values())
          .containsExactly(Arrays.copyOfRange(together, 10 * i, 10 * i + 10));
    }
  }

  @Test
  void eightThreadsThroughOnePredictorGiveTheSameAnswersAsOne() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      agree(threads, 8);
    }
  }

  @Test
  void virtualThreadsGiveTheSameAnswersToo() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      agree(threads, 300);
    }
  }

  private static void agree(ExecutorService threads, int tasks) throws Exception {
    Dataset data = Models.pixels(40);
    try (Predictor<Prediction> predictor = Predictor.of(Models.images())) {
      List<float[]> alone = new ArrayList<>();
      for (int i = 0; i < data.size(); i++) {
        alone.add(predictor.predict(data.row(i)).values());
      }
      Callable<Integer> task =
          () -> {
            int same = 0;
            for (int i = 0; i < data.size(); i++) {
              same += Arrays.equals(predictor.predict(data.row(i)).values(), alone.get(i)) ? 1 : 0;
            }
            List<Prediction> batch = predictor.predictAll(data);
            for (int i = 0; i < data.size(); i++) {
              same += Arrays.equals(batch.get(i).values(), alone.get(i)) ? 1 : 0;
            }
            return same;
          };
      List<Future<Integer>> results = threads.invokeAll(java.util.Collections.nCopies(tasks, task));
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(2 * data.size());
      }
    }
  }

  /** A user's own type. */
  record Digit(String name, float confidence) {
    static Digit of(Prediction prediction) {
      return new Digit(prediction.label(), prediction.confidence());
    }
  }

  @Test
  void predictionsBecomeATypeOfOnesOwn() {
    Path file = folder.resolve("digits.hillock");
    Models.images().save(file);
    Dataset data = Models.pixels(100);
    List<float[]> images = java.util.stream.IntStream.range(0, 100).mapToObj(data::row).toList();
    try (var digits = Predictor.open(file, Digit::of)) {
      List<Digit> found = images.parallelStream().map(digits::predict).filter(d -> d.confidence() > 0.1f).toList();
      assertThat(found)
          .isNotEmpty()
          .isEqualTo(digits.predictAll(data).stream().filter(d -> d.confidence() > 0.1f).toList());
    }
  }

  @Test
  void missingAndUnseenValuesArePredictedAsInTraining() {
    Predictor<Prediction> predictor = Predictor.of(Models.classifier());
    Map<String, String> row = Map.of("width", "3.5", "height", "", "colour", "ultraviolet", "note", "ignored");
    assertThat(predictor.predict(row).probabilities()).hasSize(3);
    assertThat(predictor.predict(Map.of("width", "3.5", "height", "NA", "colour", "ultraviolet")).probabilities())
        .containsExactly(predictor.predict(row).probabilities());
  }

  @Test
  void saysWhatIsWrongWithARow() {
    Predictor<Prediction> table = Predictor.of(Models.classifier());
    assertThatThrownBy(() -> table.predict(Map.of("width", "3", "height", "1")))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "row: got no value for 'colour', expected the columns [width, height, colour]."
                + " Give an empty text where a value is missing.");
    assertThatThrownBy(() -> table.predict(Map.of("width", "wide", "height", "1", "colour", "red")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("wide");
    assertThatThrownBy(() -> table.predict(1, 2, 3))
        .hasMessageContaining("row: got numbers alone, expected also the column 'colour'");
    assertThatThrownBy(() -> table.predictAll(Models.table(3).without("width")))
        .hasMessageContaining("no column 'width'");
    Predictor<Prediction> arrays = Predictor.of(Models.images());
    assertThatThrownBy(() -> arrays.predict(new float[63]))
        .hasMessage("row: got 63 numbers, expected the 64 values of one sample.");
    assertThatThrownBy(() -> arrays.predict(Map.of("a", "1"))).hasMessageContaining("The model was trained on arrays.");
    assertThatThrownBy(() -> arrays.predictAll(Models.table(3)))
        .hasMessageContaining("got a table, expected samples of");
    assertThat(arrays.predictAll(Dataset.of(Shape.of(64), new float[0]))).isEmpty();
  }

  @Test
  void aClosedPredictorSaysSo() {
    Predictor<Prediction> predictor = Predictor.of(Models.images());
    predictor.close();
    assertThatThrownBy(() -> predictor.predict(new float[64])).hasMessage("predictor: it is closed");
  }

  @Test
  void aFailureInOnePredictionLeavesThePredictorUsable() {
    Pool<Tape> pool = new Pool<>(() -> Tape.inference(Engine.single()));
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() ->
              pool.use(tape -> {
                tape.step();
                throw new IllegalStateException("within");
              }))
          .hasMessage("within");
    }
    pool.use(tape -> assertThat(tape.step()).isNotNull());
  }

  @Test
  void servingLoadsNoTrainingCode() throws IOException, InterruptedException {
    Path file = folder.resolve("m.hillock");
    Models.classifier().save(file);
    Path log = folder.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Serve.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("cat").contains("dog").contains("emu");
    List<String> loaded = Files.readAllLines(log);
    assertThat(loaded).anyMatch(line -> line.contains("hillock.model.Predictor"));
    assertThat(loaded).noneMatch(line -> line.contains("hillock.train") || line.contains("hillock.experiment"));
  }

  /** A program that only serves. */
  static final class Serve {
    public static void main(String[] arguments) {
      try (Predictor<Prediction> predictor = Predictor.open(Path.of(arguments[0]))) {
        Prediction prediction = predictor.predict(Map.of("width", "3.5", "height", "", "colour", "red"));
        System.out.println(prediction + " of " + prediction.classNames());
      }
    }
  }
}
