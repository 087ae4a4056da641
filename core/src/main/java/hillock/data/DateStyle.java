package hillock.data;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways of writing a date, with or without the time of day, that are told apart. Offsets from UTC are ignored. */
enum DateStyle {
  /** {@code 2016-07-01}, {@code 2016/7/1}, {@code 1949-01}. */
  YEAR_FIRST("(?<y>\\d{4})[-/](?<m>\\d{1,2})(?:[-/](?<d>\\d{1,2}))?"),
  /** {@code 31.12.1999}: with points the day always comes first. */
  POINTS("(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})"),
  /** {@code 31/12/1999}. */
  DAY_FIRST("(?<d>\\d{1,2})[-/](?<m>\\d{1,2})[-/](?<y>\\d{4})"),
  /** {@code 12/31/1999}. */
  MONTH_FIRST("(?<m>\\d{1,2})[-/](?<d>\\d{1,2})[-/](?<y>\\d{4})"),
  /** {@code 19580329}, years 1800 to 2199. */
  COMPACT("(?<y>1[89]\\d\\d|2[01]\\d\\d)(?<m>\\d{2})(?<d>\\d{2})");

  private static final String TIME =
      "(?:[T ](?<h>\\d{1,2}):(?<min>\\d{2})(?::(?<s>\\d{2})(?:[.,]\\d+)?)?\\s*(?:Z|UTC|[+-]\\d{2}:?\\d{2})?)?";

  private final Pattern pattern;

  DateStyle(String date) {
    this.pattern = Pattern.compile(date + TIME);
  }

  /** Seconds since 1970-01-01T00:00 on the file's own clock; NaN when the text is no date of this style. */
  double parse(String text) {
    if (text.length() < 6 || text.length() > 40) {
      return Double.NaN;
    }
    Matcher m = pattern.matcher(text);
    if (!m.matches()) {
      return Double.NaN;
    }
    try {
      return LocalDateTime.of(
              part(m, "y", 0), part(m, "m", 1), part(m, "d", 1), part(m, "h", 0), part(m, "min", 0), part(m, "s", 0))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException notOnTheCalendar) {
      return Double.NaN;
    }
  }

  private static int part(Matcher m, String name, int absent) {
    String text = m.group(name);
    return text == null ? absent : Integer.parseInt(text);
  }
}
