package hillock.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides the type of every column of a table from its texts, and says why.
 *
 * <p>A column is a NUMBER when all present values are written in one {@link NumberStyle}, unless they are codes: whole
 * numbers with a leading zero, or with more digits than a double keeps. Otherwise it is a DATE when all are dates of
 * one {@link DateStyle}, otherwise a CATEGORY. A comma that could be a decimal comma as well as a separator of
 * thousands is decided by the other columns of the table, or refused.
 */
final class TypeInference {
  private static final Set<String> YES_OR_NO = Set.of("true", "false", "yes", "no", "t", "f", "y", "n");

  /** From 16 digits on, different whole numbers may become the same double. */
  private static final int EXACT_DIGITS = 15;

  private final String where;
  private final List<String> notes;
  private final List<String> names;
  private final List<String[]> cells = new ArrayList<>();
  private final List<EnumSet<NumberStyle>> styles = new ArrayList<>();

  /** Inference over trimmed texts by column; decisions worth knowing are added to the notes. */
  TypeInference(String where, List<String> names, List<String[]> columns, List<String> notes) {
    this.where = where;
    this.names = names;
    this.notes = notes;
    for (String[] column : columns) {
      String[] plain = withoutSingleQuotes(column);
      cells.add(plain);
      styles.add(numberStyles(plain));
    }
  }

  List<Column> columns() {
    return IntStream.range(0, names.size()).mapToObj(this::column).toList();
  }

  private Column column(int c) {
    String name = names.get(c);
    String[] texts = cells.get(c);
    long present = Arrays.stream(texts).filter(t -> !MissingValues.anywhere(t)).count();
    if (present == 0) {
      double[] nothing = new double[texts.length];
      Arrays.fill(nothing, Double.NaN);
      return Column.numbers(name, nothing).because("no row has a value");
    }
    double[] compact = dates(texts, DateStyle.COMPACT);
    if (compact != null) {
      return Column.dates(name, compact).because("all values are dates such as " + first(texts));
    }
    if (!styles.get(c).isEmpty()) {
      String code = code(texts);
      if (code == null) {
        return numbers(c, name, texts);
      }
      return categories(name, texts, code);
    }
    return datesOrCategories(name, texts);
  }

  private Column numbers(int c, String name, String[] texts) {
    NumberStyle style = style(c);
    double[] values = new double[texts.length];
    for (int i = 0; i < values.length; i++) {
      double value = MissingValues.amongNumbers(texts[i]) ? Double.NaN : style.parse(texts[i]);
      values[i] = Double.isInfinite(value) ? Double.NaN : value;
    }
    String how = style == NumberStyle.PLAIN ? "" : " with " + style.description();
    if (style != NumberStyle.PLAIN) {
      notes.add("Column '" + name + "' is read as numbers" + how + ", such as '" + first(texts) + "'.");
    }
    return Column.numbers(name, values).because("all values are numbers" + how);
  }

  /** The style of a column of numbers; where two are possible, the one that other columns show. */
  private NumberStyle style(int c) {
    EnumSet<NumberStyle> possible = styles.get(c);
    boolean comma = evident(EnumSet.of(NumberStyle.DECIMAL_COMMA, NumberStyle.POINT_GROUPS));
    boolean point = evident(EnumSet.of(NumberStyle.PLAIN, NumberStyle.COMMA_GROUPS));
    if (possible.contains(NumberStyle.PLAIN)) {
      boolean grouped = possible.contains(NumberStyle.POINT_GROUPS) && contains(c, '.');
      return grouped && comma ? NumberStyle.POINT_GROUPS : NumberStyle.PLAIN;
    }
    boolean ambiguous = possible.contains(NumberStyle.DECIMAL_COMMA) && possible.contains(NumberStyle.COMMA_GROUPS);
    if (ambiguous && comma == point) {
      throw new DataException(
          where + ", column '" + names.get(c) + "'",
          "'" + first(cells.get(c)) + "', in which the comma may be a decimal comma or separate thousands",
          "numbers with a decimal point and without thousands separators",
          "Write 1.234 or 1234 instead of 1,234.");
    }
    if (ambiguous) {
      return comma ? NumberStyle.DECIMAL_COMMA : NumberStyle.COMMA_GROUPS;
    }
    return possible.iterator().next();
  }

  /** Whether some column of numbers can only be read in one of these styles. */
  private boolean evident(EnumSet<NumberStyle> some) {
    return styles.stream().anyMatch(s -> !s.isEmpty() && some.containsAll(s));
  }

  private boolean contains(int c, char sign) {
    return Arrays.stream(cells.get(c)).anyMatch(t -> t.indexOf(sign) >= 0);
  }

  private static EnumSet<NumberStyle> numberStyles(String[] texts) {
    EnumSet<NumberStyle> possible = EnumSet.allOf(NumberStyle.class);
    boolean any = false;
    for (String text : texts) {
      if (!MissingValues.amongNumbers(text)) {
        possible.removeIf(s -> !s.matches(text));
        any = true;
        if (possible.isEmpty()) {
          break;
        }
      }
    }
    return any ? possible : EnumSet.noneOf(NumberStyle.class);
  }

  /** Why numbers are codes and no quantities, or null. */
  private static @Nullable String code(String[] texts) {
    for (String text : texts) {
      if (text.matches("0\\d+")) {
        return "leading zeros as in '" + text + "': codes, not quantities";
      }
      if (text.length() > EXACT_DIGITS && text.matches("[+-]?\\d+")) {
        return "more digits than a number keeps, as in '" + text + "': codes, not quantities";
      }
    }
    return null;
  }

  private Column datesOrCategories(String name, String[] texts) {
    for (DateStyle style : List.of(DateStyle.YEAR_FIRST, DateStyle.POINTS)) {
      double[] dates = dates(texts, style);
      if (dates != null) {
        return Column.dates(name, dates).because("all values are dates such as " + first(texts));
      }
    }
    double[] dayFirst = dates(texts, DateStyle.DAY_FIRST);
    double[] monthFirst = dates(texts, DateStyle.MONTH_FIRST);
    if (dayFirst != null && monthFirst != null && !Arrays.equals(dayFirst, monthFirst)) {
      notes.add(
          "Column '"
              + name
              + "' looks like dates, but in '"
              + first(texts)
              + "' day and month cannot be told apart, so it is read as text. Write dates as 1999-12-31.");
      return categories(name, texts, "the values are text");
    }
    double[] dates = dayFirst != null ? dayFirst : monthFirst;
    if (dates != null) {
      return Column.dates(name, dates).because("all values are dates such as " + first(texts));
    }
    return categories(name, texts, textReason(name, texts));
  }

  private String textReason(String name, String[] texts) {
    List<String> present = Arrays.stream(texts).filter(t -> !MissingValues.anywhere(t)).toList();
    if (present.stream().allMatch(t -> YES_OR_NO.contains(t.toLowerCase(Locale.ROOT)))) {
      return "all values are yes or no, true or false";
    }
    List<String> words = present.stream().filter(t -> !NumberStyle.PLAIN.matches(t)).toList();
    if (words.size() * 2 < present.size()) {
      String example = words.getFirst();
      int row = Arrays.asList(texts).indexOf(example) + 1;
      notes.add(
          "Column '"
              + name
              + "' is mostly numbers but read as text because of "
              + words.size()
              + " values such as '"
              + example
              + "' (row "
              + row
              + "). Leave cells empty where the number is not known.");
      return "mostly numbers, but also '" + example + "'";
    }
    return "the values are text";
  }

  private Column categories(String name, String[] texts, String reason) {
    String[] values = Arrays.stream(texts).map(t -> MissingValues.anywhere(t) ? null : t).toArray(String[]::new);
    return Column.categories(name, values).because(reason);
  }

  /** The moments of a column, or null when some value is no date of the style. */
  private static double @Nullable [] dates(String[] texts, DateStyle style) {
    double[] seconds = new double[texts.length];
    for (int i = 0; i < texts.length; i++) {
      boolean missing = MissingValues.amongNumbers(texts[i]);
      seconds[i] = missing ? Double.NaN : style.parse(texts[i]);
      if (!missing && Double.isNaN(seconds[i])) {
        return null;
      }
    }
    return Arrays.stream(seconds).allMatch(Double::isNaN) ? null : seconds;
  }

  private static String[] withoutSingleQuotes(String[] texts) {
    boolean quoted = false;
    for (String text : texts) {
      boolean q = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
      if (!q && !MissingValues.anywhere(text)) {
        return texts;
      }
      quoted |= q;
    }
    return quoted ? Arrays.stream(texts).map(HeaderRow::unquoted).toArray(String[]::new) : texts;
  }

  private static String first(String[] texts) {
    return Arrays.stream(texts).filter(t -> !MissingValues.amongNumbers(t)).findFirst().orElse("");
  }
}
