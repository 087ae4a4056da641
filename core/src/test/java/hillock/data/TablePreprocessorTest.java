package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablePreprocessorTest {
  private static final Column TARGET = Column.categories("y", "a", "b", "a", "b");

  private static Preprocessor fit(Column... columns) {
    Table table = Table.of(columns).with(TARGET);
    return Preprocessor.fit(table, Task.infer(table, "y"));
  }

  private static float[] row(Preprocessor preprocessor, Column... columns) {
    return preprocessor.transform(Table.of(columns)).row(0);
  }

  @Test
  void numbersAreStandardisedWithTheStatisticsOfTraining() {
    Preprocessor p = fit(Column.numbers("x", 1, 2, 3, 6));
    double deviation = Math.sqrt((4 + 1 + 0 + 9) / 4.0);
    assertThat(row(p, Column.numbers("x", 3 + 2 * deviation))[0]).isCloseTo(2, within(1e-6f));
    assertThat(p.inputShape()).isEqualTo(Shape.of(1));
    assertThat(p.featureNames()).containsExactly("x");
  }

  @Test
  void missingNumbersAreTheMedianAndMarked() {
    Preprocessor p = fit(Column.numbers("x", 1, Double.NaN, 3, 3));
    assertThat(p.featureNames()).containsExactly("x", "x missing");
    assertThat(row(p, Column.numbers("x", Double.NaN))).isEqualTo(new float[] {row(p, Column.numbers("x", 3))[0], 1});
    assertThat(row(p, Column.numbers("x", 3))[1]).isZero();
    assertThat(p.notes().getFirst()).contains("lacks 1 of 4 values", "median 3");
  }

  @Test
  void missingAtPredictionAloneIsTheMedian() {
    Preprocessor p = fit(Column.numbers("x", 1, 2, 4, 9));
    assertThat(row(p, Column.numbers("x", Double.NaN))).isEqualTo(row(p, Column.numbers("x", 3)));
  }

  @Test
  void stronglySkewedColumnsAreLearnedAsLogarithms() {
    double[] skewed = IntStream.range(0, 100).mapToDouble(i -> Math.exp(i / 10.0)).toArray();
    Table table =
        Table.of(
            Column.numbers("x", skewed),
            Column.numbers("y", IntStream.range(0, 100).mapToDouble(i -> i * .5).toArray()));
    TablePreprocessor p = (TablePreprocessor) Preprocessor.fit(table, Task.infer(table, "y"));
    NumberFeature feature = (NumberFeature) p.encodings().getFirst();
    assertThat(feature.logarithm()).isTrue();
    double t = Math.log1p(50);
    assertThat(row(p, Column.numbers("x", 50))[0])
        .isCloseTo((float) ((t - feature.mean()) / feature.deviation()), within(1e-6f));
    assertThat(p.notes()).contains("Column 'x' is strongly skewed: its logarithm is used.");
  }

  @Test
  void wildValuesStayFinite() {
    Preprocessor p = fit(Column.numbers("x", 1, 2, 3, 6));
    assertThat(row(p, Column.numbers("x", 1e300))).containsExactly(1e4f);
    assertThat(row(p, Column.numbers("x", -1e300))).containsExactly(-1e4f);
  }

  @Test
  void categoriesAreOneHotAndUnseenOnesAllZero() {
    Preprocessor p = fit(Column.categories("c", "red", "blue", "red", "blue"));
    assertThat(p.featureNames()).containsExactly("c=blue", "c=red");
    assertThat(row(p, Column.categories("c", "red"))).containsExactly(0, 1);
    assertThat(row(p, Column.categories("c", "green"))).containsExactly(0, 0);
    assertThat(row(p, Column.categories("c", (String) null))).containsExactly(0, 0);
  }

  @Test
  void rareCategoriesShareASlotWithUnseenOnes() {
    Preprocessor p = fit(Column.categories("c", "red", "red", "blue", null));
    assertThat(p.featureNames()).containsExactly("c=red", "c other", "c missing");
    assertThat(row(p, Column.categories("c", "blue"))).containsExactly(0, 1, 0);
    assertThat(row(p, Column.categories("c", "green"))).containsExactly(0, 1, 0);
    assertThat(row(p, Column.categories("c", (String) null))).containsExactly(0, 0, 1);
  }

  @Test
  void numbersWrittenDifferentlyAreTheSameCategoryButCodesAreNot() {
    Preprocessor p = fit(Column.categories("c", "1.0", "x", "1", "x"));
    assertThat(p.featureNames()).containsExactly("c=1", "c=x");
    assertThat(row(p, Column.numbers("c", 1))).containsExactly(1, 0);
    assertThat(row(p, Column.categories("c", "01"))).containsExactly(0, 0);
  }

  @Test
  void columnsThatCannotHelpAreDroppedAndSaid() {
    int n = 100;
    Table table =
        Table.of(
            Column.numbers("id", IntStream.range(0, n).asDoubleStream().toArray()),
            Column.numbers("same", IntStream.range(0, n).mapToDouble(i -> 4).toArray()),
            Column.numbers("none", IntStream.range(0, n).mapToDouble(i -> Double.NaN).toArray()),
            Column.numbers("x", IntStream.range(0, n).mapToDouble(i -> i % 7).toArray()),
            Column.categories("y", IntStream.range(0, n).mapToObj(i -> i % 2 == 0 ? "a" : "b").toArray(String[]::new)));
    Preprocessor p = Preprocessor.fit(table, Task.infer(table, "y"));
    assertThat(p.featureNames()).containsExactly("x");
    assertThat(p.notes())
        .containsExactly(
            "Column 'id' is left out: its 100 different values look like names or numbers of the rows.",
            "Column 'same' is left out: it is '4' in every training row.",
            "Column 'none' is left out: it has no value in any training row.");
  }

  @Test
  void textWithThousandsOfValuesIsDroppedAndSaid() {
    int n = 15000;
    Table table =
        Table.of(
            Column.categories("t", IntStream.range(0, n).mapToObj(i -> "v" + i % 5000).toArray(String[]::new)),
            Column.numbers("x", IntStream.range(0, n).mapToDouble(i -> i % 7).toArray()),
            Column.categories(
                "y", IntStream.range(0, n).mapToObj(i -> "ab".substring(i % 2, i % 2 + 1)).toArray(String[]::new)));
    Preprocessor p = Preprocessor.fit(table, Task.infer(table, "y"));
    assertThat(p.notes())
        .containsExactly("Column 't' is left out: it is text with 5000 different values, too varied to learn from.");
  }

  @Test
  void datesBecomeThePartsThatVary() {
    Preprocessor p = fit(Column.dates("d", 0, 86400, 2 * 86400, 3 * 86400));
    assertThat(p.featureNames()).containsExactly("d day", "d weekday");
    assertThat(row(p, Column.categories("d", "1970-01-02"))).isEqualTo(row(p, Column.dates("d", 86400)));
  }

  @Test
  void heldOutRowsChangeNothing() {
    Table table = Table.of(Column.numbers("x", 1, 2, 3, 1e6), Column.numbers("z", 0, 1, 0, 1), TARGET);
    Task task = Task.infer(table, "y");
    Split split = new Split(new int[] {0, 1, 2}, new int[] {3});
    Preprocessor learned = Preprocessor.fit(split.train(table), task);
    assertThat(learned.toMap()).isEqualTo(Preprocessor.fit(table.head(3), task).toMap());
    assertThat(learned.transform(split.heldOut(table)).labels()).containsExactly(1);
  }

  @Test
  void rawRowsAreTextsByName() {
    Preprocessor p = fit(Column.numbers("x", 1, 2, 3, 6), Column.categories("c", "u", "v", "u", "v"));
    Dataset rows = ((TablePreprocessor) p).transformRows(List.of(Map.of("x", "3", "c", "v"), Map.of("c", "u")));
    assertThat(rows.row(0)).containsExactly(0, 0, 1);
    assertThat(rows.size()).isEqualTo(2);
  }

  @Test
  void pixelsShareOneScaleAndConstantOnesStay() {
    Table table =
        Table.of(Column.numbers("a", 0, 0, 0, 0), Column.numbers("b", 0, 16, 0, 16), TARGET)
            .withImageShape(Shape.of(1, 2, 1));
    Preprocessor p = Preprocessor.fit(table, Task.infer(table, "y"));
    assertThat(p.imageShape()).contains(Shape.of(1, 2, 1));
    float[] row = p.transform(table).row(1);
    assertThat(row[1] - row[0]).isCloseTo((float) (16 / Math.sqrt(48)), within(1e-5f));
  }

  @Test
  void squareTablesOfShadesAreRecognisedAsImages() {
    assertThat(shades(64, 16).imageShape()).contains(Shape.of(8, 8, 1));
    assertThat(shades(64, 1).imageShape()).as("only 0 and 1: as well one-hot").isEmpty();
    assertThat(shades(63, 16).imageShape()).as("no square").isEmpty();
    assertThat(shades(64, 300).imageShape()).as("brighter than a byte").isEmpty();
  }

  /** A preprocessor of a table whose cells go from 0 to {@code most}, every second one 0. */
  private static Preprocessor shades(int columns, int most) {
    Table table = Table.of(TARGET);
    for (int c = 0; c < columns; c++) {
      table = table.with(Column.numbers("c" + c, 0, most, 0, c % (most + 1)));
    }
    return Preprocessor.fit(table, Task.infer(table, "y"));
  }

  @Test
  void wrongTablesAreRefused() {
    Preprocessor p = fit(Column.numbers("length", 1, 2, 3, 6));
    assertThatThrownBy(() -> row(p, Column.numbers("lenght", 1)))
        .hasMessage(
            "table: got no column 'length', expected the columns the model was trained on: length."
                + " Did you mean 'lenght'?");
    assertThatThrownBy(() -> row(p, Column.categories("length", "long")))
        .hasMessage(
            "table, column 'length', row 1: got 'long', expected a number as in training."
                + " Leave the cell empty when the value is not known.");
    assertThatThrownBy(() -> row(p, Column.numbers("length", 1), Column.categories("y", "c")))
        .hasMessage(
            "table, target 'y', row 1: got 'c', expected one of the classes of training." + " The classes are: a, b.");
    assertThatThrownBy(() -> p.transform(Dataset.of(Shape.of(1), new float[1])))
        .hasMessage(
            "data: got arrays, expected a table with the columns [length]. Give a CSV file like the one of training.");
    assertThatThrownBy(() -> fit(Column.numbers("x", 1, 1, 1, 1)))
        .hasMessage(
            "table: got no column to learn from beside the target 'y', expected at least one column that varies and is"
                + " no identifier. Column 'x' is left out: it is '1' in every training row.");
  }
}
