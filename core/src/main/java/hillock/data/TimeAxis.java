package hillock.data;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The steps in which the rows of a series follow each other.
 *
 * @param kind what a step is
 * @param step length: in months, in seconds, or in the unit of a column of numbers; 1 for rows that just follow
 */
public record TimeAxis(Kind kind, double step) {
  /** Rows that only follow each other: no times are known, or their distances vary. */
  public static final TimeAxis ROWS = new TimeAxis(Kind.ROWS, 1);

  /** With more rows than this share missing, distances count as varying: days without weekends, say. */
  private static final double MOST_MISSING = 0.1;

  /** Seconds of a day. */
  private static final int DAY = 86400;

  private static final double TOLERANCE = 1e-6;

  /** What a step is. */
  public enum Kind {
    ROWS,
    NUMBERS,
    SECONDS,
    MONTHS
  }

  /**
   * Finds the step of a column of times: the most frequent distance between neighbours.
   *
   * @throws DataException for a time that is missing or not later than the one before
   */
  static TimeAxis of(String where, Column time) {
    double[] t = ascending(where, time);
    if (t.length < 2) {
      return ROWS;
    }
    boolean dates = time.type() == ColumnType.DATE;
    TimeAxis axis =
        dates && monthly(t)
            ? new TimeAxis(Kind.MONTHS, step(Arrays.stream(t).map(TimeAxis::month).toArray()))
            : new TimeAxis(dates ? Kind.SECONDS : Kind.NUMBERS, step(t));
    long last = -1;
    for (double at : t) {
      double place = axis.steps(t[0], at);
      if (Math.abs(place - Math.rint(place)) > TOLERANCE * Math.max(1, place) || Math.rint(place) <= last) {
        return ROWS;
      }
      last = (long) Math.rint(place);
    }
    return last + 1 - t.length > MOST_MISSING * t.length ? ROWS : axis;
  }

  private static double[] ascending(String where, Column time) {
    double[] t = new double[time.size()];
    for (int i = 0; i < t.length; i++) {
      t[i] = time.number(i);
      String place = where + ", column '" + time.name() + "', row " + (i + 1);
      if (Double.isNaN(t[i])) {
        throw new DataException(place, "no time", "one in every row", "Leave out rows without a time.");
      }
      if (i > 0 && t[i] <= t[i - 1]) {
        throw new DataException(
            place,
            "'" + time.text(i) + "' " + (t[i] < t[i - 1] ? "after the later '" + time.text(i - 1) + "'" : "twice"),
            "times that ascend from row to row",
            t[i] < t[i - 1] ? "Sort the rows by time." : "A file of several series has to be cut into one a file.");
      }
    }
    return t;
  }

  /** Whether all times are the same day and hour of their months, or the last days of them. */
  private static boolean monthly(double[] t) {
    LocalDateTime first = moment(t[0]);
    boolean sameDay = true;
    boolean lastDay = true;
    for (double at : t) {
      LocalDateTime m = moment(at);
      sameDay &= m.getDayOfMonth() == first.getDayOfMonth() && m.toLocalTime().equals(first.toLocalTime());
      lastDay &= m.plusDays(1).getDayOfMonth() == 1;
    }
    return (sameDay || lastDay) && step(Arrays.stream(t).map(TimeAxis::month).toArray()) >= 1;
  }

  private static double step(double[] t) {
    Map<Double, Integer> counts = new HashMap<>();
    for (int i = 1; i < t.length; i++) {
      counts.merge(t[i] - t[i - 1], 1, Integer::sum);
    }
    // Of equally frequent distances the shortest.
    return counts.entrySet().stream()
        .min(Map.Entry.<Double, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  private static LocalDateTime moment(double seconds) {
    return LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC);
  }

  private static double month(double seconds) {
    LocalDateTime m = moment(seconds);
    return 12.0 * m.getYear() + m.getMonthValue();
  }

  /** Steps from one time to another; whole for rows of the series. */
  double steps(double from, double to) {
    return switch (kind) {
      case MONTHS -> (month(to) - month(from)) / step;
      case ROWS, NUMBERS, SECONDS -> (to - from) / step;
    };
  }

  /** The time some steps after another, as text. */
  public String text(double from, int steps) {
    return switch (kind) {
      case ROWS -> "+" + steps;
      case NUMBERS -> Column.canonical(from + steps * step);
      case SECONDS -> iso(moment(from).plusSeconds((long) (steps * step)), step % DAY != 0);
      case MONTHS -> {
        LocalDateTime m = moment(from);
        boolean lastDay = m.getDayOfMonth() > 28 && m.plusDays(1).getDayOfMonth() == 1;
        LocalDateTime later = m.plusMonths((long) (steps * step));
        yield iso(lastDay ? later.withDayOfMonth(later.toLocalDate().lengthOfMonth()) : later, false);
      }
    };
  }

  private static String iso(LocalDateTime m, boolean withTime) {
    boolean midnight = m.equals(m.truncatedTo(ChronoUnit.DAYS));
    return midnight && !withTime ? m.toLocalDate().toString() : m.toString().replace('T', ' ');
  }

  /** The step in words, such as {@code 1 month} or {@code 3600 seconds}. */
  public String words() {
    String unit =
        switch (kind) {
          case ROWS -> "row";
          case NUMBERS -> "step";
          case SECONDS -> step % DAY == 0 ? "day" : step % 3600 == 0 ? "hour" : step % 60 == 0 ? "minute" : "second";
          case MONTHS -> "month";
        };
    double length =
        switch (unit) {
          case "day" -> step / DAY;
          case "hour" -> step / 3600;
          case "minute" -> step / 60;
          default -> step;
        };
    return Column.canonical(length) + " " + unit + (length == 1 ? "" : "s");
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", kind.name());
    map.put("step", step);
    return map;
  }

  static TimeAxis fromMap(Fields f) {
    String kind = f.text("kind");
    return Arrays.stream(Kind.values())
        .filter(k -> k.name().equals(kind))
        .findFirst()
        .map(k -> new TimeAxis(k, f.positive("step")))
        .orElseGet(() -> f.fail("kind", "one of " + Arrays.toString(Kind.values())));
  }
}
