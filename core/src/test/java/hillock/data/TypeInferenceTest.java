package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypeInferenceTest {
  private static Column column(String... cells) {
    return table(cells).column("x");
  }

  private static Table table(String... cells) {
    TableBuilder builder = TableBuilder.of("t.csv", List.of("x"));
    for (String cell : cells) {
      builder.row(cell);
    }
    return builder.build();
  }

  private static double[] numbers(Column column) {
    return IntStream.range(0, column.size()).mapToDouble(column::number).toArray();
  }

  @Test
  void numbersInAllPlainWritings() {
    Column x = column("1", "-2.5", "+3", ".5", "4.", "1e3", "2E-2", " 7 ");
    assertThat(x.type()).isEqualTo(ColumnType.NUMBER);
    assertThat(numbers(x)).containsExactly(1, -2.5, 3, .5, 4, 1000, .02, 7);
  }

  @Test
  void javaNumbersThatAreNoNumbersToPeopleStayText() {
    for (String odd : List.of("1d", "0x1p3", "1_000", "1e", "e5", "+", "1.2.3", "１")) {
      assertThat(column("1", "2", odd).type()).as(odd).isEqualTo(ColumnType.CATEGORY);
    }
  }

  @Test
  void everyMarkerOfMissingValuesIsMissing() {
    Column x = column("1", "", "NA", "N/A", "null", "NaN", "nan", "?", "None", "-", "inf", "  ");
    assertThat(x.type()).isEqualTo(ColumnType.NUMBER);
    assertThat(IntStream.range(0, x.size()).filter(x::missing)).hasSize(11);
  }

  @Test
  void noneIsACategoryAmongTexts() {
    Column x = column("Brick", "None", "NA");
    assertThat(x.text(1)).isEqualTo("None");
    assertThat(x.text(2)).isNull();
  }

  @Test
  void leadingZerosAreCodes() {
    Column x = column("0526301100", "0526350040");
    assertThat(x.type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(x.text(0)).isEqualTo("0526301100");
    assertThat(x.reason()).isEqualTo("leading zeros as in '0526301100': codes, not quantities");
    assertThat(column("01067", "10115").type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(column("0", "0.5", "-0.5").type()).isEqualTo(ColumnType.NUMBER);
  }

  @Test
  void longDigitStringsAreCodes() {
    assertThat(column("4111111111111111", "4111111111111112").type()).isEqualTo(ColumnType.CATEGORY);
  }

  @Test
  void decimalCommas() {
    Table t = table("1,5", "20,25", "-0,5");
    assertThat(numbers(t.column("x"))).containsExactly(1.5, 20.25, -.5);
    assertThat(t.notes()).containsExactly("Column 'x' is read as numbers with a decimal comma, such as '1,5'.");
  }

  @Test
  void thousandsSeparators() {
    assertThat(numbers(column("1,234,567", "12"))).containsExactly(1234567, 12);
    assertThat(numbers(column("1,234.5", "2,000.0"))).containsExactly(1234.5, 2000);
    assertThat(numbers(column("1.234,5", "2.000,0"))).containsExactly(1234.5, 2000);
    assertThat(numbers(column("0,123", "1,234"))).as("a group never starts with 0").containsExactly(.123, 1.234);
  }

  @Test
  void aCommaThatMayBeEitherIsRefused() {
    assertThatThrownBy(() -> table("1,234", "5,678"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "t.csv, column 'x': got '1,234', in which the comma may be a decimal comma or separate thousands, expected"
                + " numbers with a decimal point and without thousands separators. Write 1.234 or 1234 instead of"
                + " 1,234.");
  }

  @Test
  void otherColumnsTellWhatAnAmbiguousCommaIs() {
    Table commas = TableBuilder.of("t", List.of("x", "y")).row("1,234", "0,5").row("5,678", "1,25").build();
    assertThat(numbers(commas.column("x"))).containsExactly(1.234, 5.678);
    Table points = TableBuilder.of("t", List.of("x", "y")).row("1,234", "0.5").row("5,678", "1.25").build();
    assertThat(numbers(points.column("x"))).containsExactly(1234, 5678);
    Table both = TableBuilder.of("t", List.of("x", "y")).row("1.234", "0,5").row("5.678", "1,25").build();
    assertThat(numbers(both.column("x"))).containsExactly(1234, 5678);
  }

  @Test
  void singleQuotesAroundAllValuesAreTakenOff() {
    assertThat(numbers(column("'-1'", "'1'", ""))).startsWith(-1, 1);
    assertThat(column("'a'", "b'c'").text(0)).isEqualTo("'a'");
  }

  @Test
  void booleansAreCategories() {
    Column x = column("yes", "No", "yes");
    assertThat(x.type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(x.reason()).isEqualTo("all values are yes or no, true or false");
  }

  @Test
  void dates() {
    assertThat(column("2016-07-01 00:00:00", "2016-07-01T01:30:00Z").number(1)).isEqualTo(1467336600);
    assertThat(column("1970-01-02", "").number(0)).isEqualTo(86400);
    assertThat(column("1949-01", "1949-02").type()).isEqualTo(ColumnType.DATE);
    assertThat(column("31.12.1999", "01.02.2000").text(1)).isEqualTo("2000-02-01T00:00");
    assertThat(column("12/31/1999", "01/02/2000").text(1)).isEqualTo("2000-01-02T00:00");
    assertThat(column("31/12/1999", "01/02/2000").text(1)).isEqualTo("2000-02-01T00:00");
    assertThat(column("19580329", "19580405").type()).isEqualTo(ColumnType.DATE);
    assertThat(column("19580329", "19581405").type()).as("no month 14").isEqualTo(ColumnType.NUMBER);
    assertThat(column("2001-02-29", "2001-02-28").type()).as("no leap year").isEqualTo(ColumnType.CATEGORY);
  }

  @Test
  void datesWhoseDayAndMonthCannotBeToldApartStayTextWithAHint() {
    Table t = table("01/02/2000", "03/04/2000");
    assertThat(t.column("x").type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(t.notes().getFirst())
        .contains("day and month cannot be told apart")
        .endsWith("Write dates as 1999-12-31.");
  }

  @Test
  void aFewWordsAmongNumbersAreSaid() {
    Table t = table("1", "2", "3", "broken", "5");
    assertThat(t.column("x").type()).isEqualTo(ColumnType.CATEGORY);
    assertThat(t.notes().getFirst()).contains("mostly numbers", "'broken' (row 4)", "Leave cells empty");
  }

  @Test
  void aColumnWithoutValuesIsNumericAndMissing() {
    Column x = column("", "NA");
    assertThat(x.reason()).isEqualTo("no row has a value");
    assertThat(x.profile().distinct()).isZero();
  }

  @Test
  void duplicateAndBlankNamesAreRepairedAndSaid() {
    Table t = TableBuilder.of("t", List.of("a", "a", "", "a_2", "'q'")).row("1", "2", "3", "4", "5").build();
    assertThat(t.names()).containsExactly("a", "a_3", "c3", "a_2", "q");
    assertThat(t.notes())
        .contains(
            "There is more than one column 'a'; column 2 is called 'a_3'.", "Column 3 has no name and is called 'c3'.");
  }

  @Test
  void raggedRowsAreRefusedWithTheirLine() {
    TableBuilder builder = TableBuilder.of("t.csv", List.of("a", "b"));
    assertThatThrownBy(() -> builder.line(17, List.of("1", "2", "3")))
        .hasMessageStartingWith("t.csv, line 17: got 3 fields, expected 2 as in the rows before. Put double quotes");
  }

  @Test
  void aHeaderAloneIsRefused() {
    assertThatThrownBy(() -> TableBuilder.of("t.csv", List.of("a")).build())
        .hasMessage(
            "t.csv: got a header without rows, expected at least one row of values."
                + " Check that the file was written completely.");
  }

  @Test
  void profilesCount() {
    ColumnProfile p = column("1", "3", "3", "", "10").profile();
    assertThat(p.missing()).isEqualTo(1);
    assertThat(p.distinct()).isEqualTo(3);
    assertThat(p.min()).isEqualTo(1);
    assertThat(p.mean()).isEqualTo(4.25);
    assertThat(p.median()).isEqualTo(3);
    assertThat(p.max()).isEqualTo(10);
    assertThat(p.mostFrequent().getFirst()).isEqualTo(new ColumnProfile.ValueCount("3", 2));
    assertThat(p.constant()).isFalse();
  }

  @Test
  void identifiersAreRecognised() {
    double[] counter = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    assertThat(Column.numbers("n", counter).profile().idLike()).isTrue();
    double[] part = IntStream.rangeClosed(1, 100).filter(i -> i % 5 != 0).asDoubleStream().toArray();
    assertThat(Column.numbers("n", part).profile().idLike()).as("a part of the rows").isTrue();
    double[] years = IntStream.rangeClosed(1900, 2000).asDoubleStream().toArray();
    assertThat(Column.numbers("year", years).profile().idLike()).isFalse();
    assertThat(Column.numbers("customer_id", years).profile().idLike()).isTrue();
    String[] names = IntStream.range(0, 50).mapToObj(i -> "name" + i).toArray(String[]::new);
    assertThat(Column.categories("who", names).profile().idLike()).isTrue();
    double[] sizes = IntStream.range(0, 100).mapToDouble(i -> i + 0.5).toArray();
    assertThat(Column.numbers("size", sizes).profile().idLike()).isFalse();
  }
}
