package hillock.data;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named, typed column of a {@link Table}. Immutable: the arrays given to the factories are kept and must not change.
 */
public final class Column {
  private static final double[] NO_NUMBERS = {};
  private static final @Nullable String[] NO_TEXTS = {};

  private final String name;
  private final ColumnType type;
  private final String reason;
  private final double[] numbers;
  private final @Nullable String[] texts;
  private final @Nullable String[] written;

  private Column(String name, ColumnType type, String reason, double[] numbers, @Nullable String[] texts) {
    this(name, type, reason, numbers, texts, NO_TEXTS);
  }

  private Column(
      String name,
      ColumnType type,
      String reason,
      double[] numbers,
      @Nullable String[] texts,
      @Nullable String[] written) {
    this.name = Objects.requireNonNull(name);
    this.type = type;
    this.reason = Objects.requireNonNull(reason);
    this.numbers = numbers;
    this.texts = texts;
    this.written = written;
  }

  /** A numeric column; NaN means missing. */
  public static Column numbers(String name, double... values) {
    return new Column(name, ColumnType.NUMBER, "given as numbers", values, NO_TEXTS);
  }

  /** A column of categories; null means missing. */
  public static Column categories(String name, @Nullable String... values) {
    return new Column(name, ColumnType.CATEGORY, "given as text", NO_NUMBERS, values);
  }

  /** A column of moments in seconds since 1970-01-01T00:00; NaN means missing. */
  public static Column dates(String name, double... epochSeconds) {
    return new Column(name, ColumnType.DATE, "given as dates", epochSeconds, NO_TEXTS);
  }

  /** The same column with another explanation of its type, a phrase such as {@code "all 150 values are numbers"}. */
  public Column because(String newReason) {
    return new Column(name, type, newReason, numbers, texts, written);
  }

  /** The same values under another name. */
  public Column named(String newName) {
    return new Column(newName, type, reason, numbers, texts, written);
  }

  /** The same column with its cells as a file has them, for {@link #asWritten}. */
  Column writtenAs(String[] cells) {
    return new Column(name, type, reason, numbers, texts, cells);
  }

  /** The cell as the file has it ({@code 24.20}), when that was kept; otherwise {@link #text}, empty when missing. */
  public String asWritten(int row) {
    String cell = written.length > 0 ? written[row] : text(row);
    return cell == null ? "" : cell;
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
    return isText() ? texts.length : numbers.length;
  }

  public boolean missing(int row) {
    return isText() ? texts[row] == null : Double.isNaN(numbers[row]);
  }

  /**
   * The number (or the moment in seconds) of a row; NaN when missing.
   *
   * @throws IllegalStateException for a column of categories
   */
  public double number(int row) {
    if (isText()) {
      throw new IllegalStateException("column '" + name + "' holds text, not numbers");
    }
    return numbers[row];
  }

  /**
   * The cell as text in one canonical form, null when missing: integers without a point ({@code 3}, also for 3.0),
   * other numbers as {@link Double#toString}, dates as ISO 8601.
   */
  public @Nullable String text(int row) {
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
    double[] someNumbers = isText() ? NO_NUMBERS : new double[rows.length];
    @Nullable String[] someTexts = isText() ? new @Nullable String[rows.length] : NO_TEXTS;
    for (int i = 0; i < rows.length; i++) {
      if (isText()) {
        someTexts[i] = texts[rows[i]];
      } else {
        someNumbers[i] = numbers[rows[i]];
      }
    }
    @Nullable String[] someWritten = new @Nullable String[written.length > 0 ? rows.length : 0];
    for (int i = 0; i < someWritten.length; i++) {
      someWritten[i] = written[rows[i]];
    }
    return new Column(name, type, reason, someNumbers, someTexts, someWritten);
  }

  /** What the column holds, counted. */
  public ColumnProfile profile() {
    return ColumnProfile.of(this);
  }

  private boolean isText() {
    return type == ColumnType.CATEGORY;
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
