package hillock.report;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Column;
import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.Table;
import hillock.data.Task;
import hillock.report.DataProfile.ColumnSummary;
import hillock.report.DataProfile.Count;
import hillock.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataProfileTest {
  private static final Table TABLE =
      Table.of(
          Column.numbers("size", IntStream.range(0, 40).mapToDouble(i -> i == 7 ? Double.NaN : i % 16).toArray()),
          Column.categories("colour", strings(i -> i % 4 == 0 ? "red" : "blue")),
          Column.numbers("version", IntStream.range(0, 40).mapToDouble(i -> 2).toArray()),
          Column.categories("kind", strings(i -> i % 10 == 0 ? "rare" : "usual")));

  private static String[] strings(java.util.function.IntFunction<String> value) {
    return IntStream.range(0, 40).mapToObj(value).toArray(String[]::new);
  }

  private static DataProfile profile() {
    Task task = Task.infer(TABLE, "kind");
    Preprocessor preprocessor = Preprocessor.fit(TABLE, task);
    return DataProfile.of(TABLE, task, preprocessor, preprocessor.notes());
  }

  @Test
  void everyColumnSaysWhatBecameOfIt() {
    DataProfile p = profile();
    assertThat(p.rows()).isEqualTo(40);
    assertThat(p.columns()).extracting(ColumnSummary::use).containsExactly("input", "input", "left out", "target");
    assertThat(p.notes()).anyMatch(n -> n.contains("version") && n.contains("left out"));
    assertThat(p.classes()).containsExactly(new Count("rare", 4), new Count("usual", 36));
  }

  @Test
  void numbersHaveARangeAndAHistogramAndTextsTheirMostFrequentValues() {
    ColumnSummary size = profile().columns().get(0);
    assertThat(List.of(size.min(), size.max())).containsExactly(0.0, 15.0);
    assertThat(size.missing()).isEqualTo(1);
    assertThat(size.histogram().stream().mapToInt(n -> n).sum()).isEqualTo(39);
    ColumnSummary colour = profile().columns().get(1);
    assertThat(colour.min()).isNaN();
    assertThat(colour.histogram()).isEmpty();
    assertThat(colour.mostFrequent()).containsExactly(new Count("blue", 30), new Count("red", 10));
  }

  @Test
  void rowsOfATableAreShownWithoutTheTarget() {
    Example example = new DataExamples(TABLE, "kind", 3, 7).at(1);
    assertThat(example.name()).isEqualTo("row 8");
    assertThat(example.picture()).isEmpty();
    assertThat(example.values())
        .containsExactly(new Fact("size", "–"), new Fact("colour", "blue"), new Fact("version", "2"));
  }

  @Test
  void imagesAreShownAsPictures() {
    byte[] pixels = {0, 50, 100, (byte) 200, (byte) 200, 100, 50, 0};
    Dataset images =
        Dataset.ofBytes(Shape.of(2, 2, 1), pixels)
            .withImageShape(Shape.of(2, 2, 1))
            .withLabels(new int[] {1, 0}, List.of("a", "b"));
    Picture picture = new DataExamples(images, "", 1).at(0).picture().orElseThrow();
    assertThat(picture.pixels()).containsExactly((byte) 255, (byte) 128, (byte) 64, (byte) 0);
    Task task = Task.infer(images, "");
    DataProfile p = DataProfile.of(images, task, Preprocessor.fit(images, task), List.of());
    assertThat(p.samples()).extracting(Example::name).containsExactly("a", "b");
    assertThat(p.columns()).isEmpty();
  }
}
