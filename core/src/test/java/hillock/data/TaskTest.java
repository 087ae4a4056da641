package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskTest {
  private static Table numbers(int n, java.util.function.IntToDoubleFunction f) {
    return Table.of(Column.numbers("y", IntStream.range(0, n).mapToDouble(f).toArray()));
  }

  @Test
  void textIsClasses() {
    Task task = Task.infer(Table.of(Column.categories("y", "yes", "no", "yes")), "y");
    assertThat(task.kind()).isEqualTo(Task.Kind.BINARY);
    assertThat(task.classNames()).containsExactly("no", "yes");
    assertThat(task.reason()).isEqualTo("'y' holds text with 2 different values");
  }

  @Test
  void fewWholeNumbersAreClassesInNumericOrder() {
    Task task = Task.infer(numbers(110, i -> i % 11), "y");
    assertThat(task.kind()).isEqualTo(Task.Kind.MULTICLASS);
    assertThat(task.classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }

  @Test
  void manyOrBrokenNumbersAreQuantities() {
    assertThat(Task.infer(numbers(210, i -> i % 21), "y").kind()).isEqualTo(Task.Kind.REGRESSION);
    assertThat(Task.infer(numbers(100, i -> i % 2 / 2.0), "y").reason())
        .isEqualTo("'y' holds 2 different numbers, not all whole: a quantity");
    assertThat(Task.infer(numbers(8, i -> i), "y").kind()).as("one row a class").isEqualTo(Task.Kind.REGRESSION);
  }

  @Test
  void theUserMayChoose() {
    Table table = numbers(100, i -> i % 3);
    assertThat(Task.of(Task.Kind.REGRESSION, table, "y").classNames()).isEmpty();
    assertThatThrownBy(() -> Task.of(Task.Kind.BINARY, table, "y"))
        .hasMessage("table, target 'y': got 3 classes, expected 2 for a binary task. Choose the task multiclass.");
    assertThatThrownBy(() -> Task.of(Task.Kind.REGRESSION, Table.of(Column.categories("y", "a", "b")), "y"))
        .hasMessageContaining("expected numbers for a regression");
  }

  @Test
  void targetsThatCannotBeLearnedAreRefused() {
    assertThatThrownBy(() -> Task.infer(numbers(5, i -> 3), "y"))
        .hasMessage(
            "table, target 'y': got the same value '3' in every row, expected a target with at least two different"
                + " values. Choose another target column.");
    assertThatThrownBy(() -> Task.infer(numbers(5, i -> Double.NaN), "y")).hasMessageContaining("no value in any row");
    assertThatThrownBy(() -> Task.infer(numbers(5, i -> i), "z"))
        .hasMessage("table: got no column 'z', expected a column of the table. The columns are: y.");
    assertThatThrownBy(() -> Task.infer(Table.of(Column.dates("y", 0, 1e6)), "y"))
        .hasMessageContaining("got dates, expected numbers or classes to predict");
  }

  @Test
  void aTextTargetWithFiveThousandValuesIsRefusedHelpfully() {
    String[] texts = IntStream.range(0, 5000).mapToObj(i -> "order " + i).toArray(String[]::new);
    assertThatThrownBy(() -> Task.infer(Table.of(Column.categories("y", texts)), "y"))
        .hasMessage(
            "table, target 'y': got 5000 different values in 5000 rows, such as 'order 0' (given as text), expected at"
                + " most 1000 classes with several rows each, or numbers. It looks like a name, an identifier or free"
                + " text: choose another target column, or clean the column when it should be numbers.");
  }

  @Test
  void strataAreTheClassesAndRowsWithoutOneStandApart() {
    Table table = Table.of(Column.categories("y", "b", null, "a"));
    assertThat(Task.infer(table, "y").strata(table)).containsExactly(1, 2, 0);
    assertThat(Task.infer(table, "y").known(table).size()).isEqualTo(2);
  }
}
