package hillock.data;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;

/**
 * A named, typed column of a {@link Table}. Immutable: the arrays given to the factories are kept and must not change.
 */
public final class Column {
  private final String name;
  private final ColumnType type;
  private final String reason;
  private final double[] numbers;
  private final String[] texts;

  private Column(String name, ColumnType type, String reason, double[] numbers, String[] texts) {
    this.name = Objects.requireNonNull(name);
    this.type = type;
    this.reason = Objects.requireNonNull(reason);
    this.numbers = numbers;
    this.texts = texts;
  }

  /** A numeric column; NaN means missing. */
  public static Column numbers(String name, double... values) {
    return new Column(name, ColumnType.NUMBER, "given as numbers", values, null);
  }

  /** A column of categories; null means missing. */
  public static Column categories(String name, String... values) {
    return new Column(name, ColumnType.CATEGORY, "given as text", null, values);
  }

  /** A column of moments in seconds since 1970-01-01T00:00; NaN means missing. */
  public static Column dates(String name, double... epochSeconds) {
    return new Column(name, ColumnType.DATE, "given as dates", epochSeconds, null);
  }

  /** The same column with another explanation of its type, a phrase such as {@code "all 150 values are numbers"}. */
  public Column because(String newReason) {
    return new Column(name, type, newReason, numbers, texts);
  }

  /** The same values under another name. */
  public Column named(String newName) {
    return new Column(newName, type, reason, numbers, texts);
  }

  public String name() {
    return name;
  }

  public ColumnType type() {
    return type;
  }

  /** Why the column has its type, as a phrase for people. */
  public String reason() {
    return reason;
  }

  public int size() {
    return texts == null ? numbers.length : texts.length;
  }

  public boolean missing(int row) {
    return texts == null ? Double.isNaN(numbers[row]) : texts[row] == null;
  }

  /**
   * The number (or the moment in seconds) of a row; NaN when missing.
   *
   * @throws IllegalStateException for a column of categories
   */
  public double number(int row) {
    if (texts != null) {
      throw new IllegalStateException("column '" + name + "' holds text, not numbers");
    }
    return numbers[row];
  }

  /**
   * The cell as text in one canonical form, null when missing: integers without a point ({@code 3}, also for 3.0),
   * other numbers as {@link Double#toString}, dates as ISO 8601.
   */
  public String text(int row) {
    if (missing(row)) {
      return null;
    }
    return switch (type) {
      case CATEGORY -> texts[row];
      case NUMBER -> canonical(numbers[row]);
      case DATE -> LocalDateTime.ofEpochSecond((long) numbers[row], 0, ZoneOffset.UTC).toString();
    };
  }

  /** The given rows in the given order. */
  public Column subset(int[] rows) {
    return texts == null
        ? new Column(name, type, reason, Arrays.stream(rows).mapToDouble(r -> numbers[r]).toArray(), null)
        : new Column(name, type, reason, null, Arrays.stream(rows).mapToObj(r -> texts[r]).toArray(String[]::new));
  }

  /** What the column holds, counted. */
  public ColumnProfile profile() {
    return ColumnProfile.of(this);
  }

  /** A number as {@link #text} writes it. */
  static String canonical(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }

  @Override
  public String toString() {
    return name + ": " + type + ", " + size() + " rows, " + reason;
  }
}
