package hillock.data;

import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows follow each other in time: a target to forecast, and perhaps other columns that are known up to
 * the same moment. Steps of time that the table lacks become rows without values; a value that is missing is taken to
 * be the last one known, and never counts as a target.
 *
 * <pre>{@code
 * Series series = Series.of(table, "Passengers", null);
 * Dataset windows = series.windows(24, 12, series.origins(24, 12, 0, series.size()));   // [n, 24, 1] and [n, 12]
 * }</pre>
 */
public final class Series {
  private final String where;
  private final List<String> names;
  private final float[] values;
  private final boolean[] known;
  private final @Nullable String timeColumn;
  private final TimeAxis axis;
  private final double start;
  private final List<String> notes;

  private Series(
      String where,
      List<String> names,
      float[] values,
      boolean[] known,
      @Nullable String timeColumn,
      TimeAxis axis,
      double start,
      List<String> notes) {
    this.where = where;
    this.names = List.copyOf(names);
    this.values = values;
    this.known = known;
    this.timeColumn = timeColumn;
    this.axis = axis;
    this.start = start;
    this.notes = List.copyOf(notes);
  }

  /**
   * The series of a table, with all other columns of numbers that vary.
   *
   * @param target column of numbers to forecast
   * @param time column of dates or ascending numbers; null for the first column of dates, if there is one
   * @throws DataException when the target is no column of numbers, or when times are missing, equal or descend
   */
  public static Series of(Table table, String target, @Nullable String time) {
    Column goal = numbers(table, table.column(target));
    Column clock = time == null ? firstDates(table, target) : clock(table, time);
    List<String> notes = new ArrayList<>();
    List<Column> inputs = new ArrayList<>(List.of(goal));
    for (Column column : table.columns()) {
      if (column == clock || column.name().equals(target)) {
        continue;
      }
      if (column.type() != ColumnType.NUMBER || column.profile().distinct() < 2) {
        String why = column.type() != ColumnType.NUMBER ? "it holds no numbers" : "it does not vary";
        notes.add("Column '" + column.name() + "' is left out: " + why + ".");
        continue;
      }
      inputs.add(column);
    }
    return of(table.where(), inputs, clock, clock == null ? TimeAxis.ROWS : TimeAxis.of(table.where(), clock), notes);
  }

  /** The series of a table like one of before, with the same columns. */
  static Series of(Table table, List<String> names, @Nullable String time, TimeAxis axis) {
    List<String> needed = new ArrayList<>(names);
    if (time != null) {
      needed.add(time);
    }
    table.require(needed);
    List<Column> inputs = names.stream().map(n -> numbers(table, table.column(n))).toList();
    Column clock = time == null ? null : clock(table, time);
    if (clock != null && axis.kind() != TimeAxis.Kind.ROWS) {
      TimeAxis found = TimeAxis.of(table.where(), clock);
      if (clock.size() > 1 && !found.equals(axis)) {
        throw new DataException(
            table.where() + ", column '" + time + "'",
            "steps of " + found.words(),
            axis.words() + " as in training",
            "Give rows at the same distances.");
      }
    }
    return of(table.where(), inputs, clock, axis, List.of());
  }

  private static Series of(
      String where, List<Column> inputs, @Nullable Column clock, TimeAxis axis, List<String> given) {
    List<String> notes = new ArrayList<>(given);
    int rows = inputs.getFirst().size();
    double start = clock == null || rows == 0 ? 0 : clock.number(0);
    int[] places = IntStream.range(0, rows).toArray();
    if (clock != null && axis.kind() != TimeAxis.Kind.ROWS) {
      for (int i = 0; i < rows; i++) {
        places[i] = Math.toIntExact(Math.round(axis.steps(start, clock.number(i))));
      }
    } else if (clock != null && rows > 1) {
      notes.add("The times in '" + clock.name() + "' are at varying distances: the rows are taken as they follow.");
    }
    int n = rows == 0 ? 0 : places[rows - 1] + 1;
    if (n > rows) {
      notes.add((n - rows) + " steps of " + axis.words() + " are missing: nothing is learned or measured on them.");
    }
    int features = inputs.size();
    float[] values = new float[Math.multiplyExact(n, features)];
    boolean[] known = new boolean[n];
    for (int f = 0; f < features; f++) {
      Column column = inputs.get(f);
      double last = IntStream.range(0, rows).mapToDouble(column::number).filter(Double::isFinite).findFirst().orElse(0);
      for (int place = 0, row = 0; place < n; place++) {
        boolean present = places[row] == place && !column.missing(row);
        last = present ? column.number(row) : last;
        values[place * features + f] = (float) last;
        known[place] |= f == 0 && present;
        row += places[row] == place ? 1 : 0;
      }
    }
    long gaps = IntStream.range(0, rows).filter(inputs.getFirst()::missing).count();
    if (gaps > 0) {
      notes.add(gaps + " rows have no value for '" + inputs.getFirst().name() + "': the last one known stands in.");
    }
    List<String> names = inputs.stream().map(Column::name).toList();
    return new Series(where, names, values, known, clock == null ? null : clock.name(), axis, start, notes);
  }

  private static Column numbers(Table table, Column column) {
    String place = table.where() + ", column '" + column.name() + "'";
    if (column.type() == ColumnType.DATE) {
      throw new DataException(place, "dates", "numbers to forecast", "Choose another column.");
    }
    if (column.type() == ColumnType.CATEGORY) {
      throw new DataException(
          place,
          "text such as '" + column.profile().mostFrequent().getFirst().value() + "'",
          "numbers in every row",
          "Choose another column, or leave cells empty where the number is not known.");
    }
    if (IntStream.range(0, column.size()).allMatch(column::missing)) {
      throw new DataException(place, "no value in any row", "numbers", "Choose another column.");
    }
    return column;
  }

  private static @Nullable Column firstDates(Table table, String target) {
    return table.columns().stream()
        .filter(c -> c.type() == ColumnType.DATE && !c.name().equals(target))
        .findFirst()
        .orElse(null);
  }

  private static Column clock(Table table, String time) {
    Column column = table.column(time);
    if (column.type() == ColumnType.CATEGORY) {
      throw new DataException(
          table.where() + ", column '" + time + "'",
          "text such as '" + column.profile().mostFrequent().getFirst().value() + "'",
          "dates such as 1999-12-31, or numbers that ascend",
          "Leave out --time when the rows are in order.");
    }
    return column;
  }

  /** How errors name it. */
  public String where() {
    return where;
  }

  /** Number of steps. */
  public int size() {
    return known.length;
  }

  /** The target and the other inputs, in order. */
  public List<String> names() {
    return names;
  }

  /** Name of the column of times; null when there is none. */
  public @Nullable String timeColumn() {
    return timeColumn;
  }

  /** How the rows follow each other. */
  public TimeAxis axis() {
    return axis;
  }

  /** What was decided, in sentences. */
  public List<String> notes() {
    return notes;
  }

  /** The target at a step; where none is known, the last one known. */
  public double target(int step) {
    return values[step * names.size()];
  }

  /** An input at a step. */
  double value(int step, int feature) {
    return values[step * names.size() + feature];
  }

  /** Whether the target of a step is known. */
  public boolean known(int step) {
    return known[step];
  }

  /** The time of a step, also of one after the end, as text; the number of the row when no times are known. */
  public String time(int step) {
    return switch (axis.kind()) {
      case ROWS -> step < size() ? String.valueOf(step + 1) : "+" + (step + 1 - size());
      case NUMBERS, SECONDS, MONTHS -> axis.text(start, step);
    };
  }

  /**
   * The steps from {@code from} (included) to {@code to} (excluded) at which a forecast can begin and be measured: with
   * a whole window before, and {@code horizon} known targets from there on, all of them before {@code to}.
   */
  public int[] origins(int window, int horizon, int from, int to) {
    return IntStream.rangeClosed(Math.max(from, window), to - horizon)
        .filter(o -> IntStream.range(o, o + horizon).allMatch(i -> known[i]))
        .toArray();
  }

  /** The window before each origin, [window, inputs], with the targets from the origin on, [horizon], as they are. */
  public Dataset windows(int window, int horizon, int[] origins) {
    float[] targets = new float[Math.multiplyExact(origins.length, horizon)];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) target(origins[i / horizon] + i % horizon);
    }
    List<String> steps = IntStream.rangeClosed(1, horizon).mapToObj(h -> names.getFirst() + " +" + h).toList();
    return inputs(window, origins).withTargets(targets, steps);
  }

  /** The window that ends with the last row, to forecast what comes after. */
  Dataset lastWindow(int window) {
    if (size() < window) {
      throw new DataException(
          where, size() + " rows", "at least the " + window + " that the model looks back at", "Give a longer series.");
    }
    return inputs(window, new int[] {size()});
  }

  private Dataset inputs(int window, int[] origins) {
    return Dataset.of(new WindowFeatures(values, names.size(), window, origins), Shape.of(window, names.size()));
  }
}
