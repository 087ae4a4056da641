package hillock.report;

import hillock.data.ArrayPreprocessor;
import hillock.data.Column;
import hillock.data.ColumnProfile;
import hillock.data.ColumnType;
import hillock.data.Dataset;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.SeriesPreprocessor;
import hillock.data.Table;
import hillock.data.TablePreprocessor;
import hillock.data.Task;
import hillock.data.TextPreprocessor;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the data holds.
 *
 * @param rows rows in all
 * @param columns one a column; empty for data without columns, such as image folders
 * @param notes what was decided while reading, in sentences
 * @param classes how many rows each class has; empty for a regression
 * @param samples a few rows that are images, of different classes if possible; empty for tables
 */
public record DataProfile(
    long rows, List<ColumnSummary> columns, List<String> notes, List<Count> classes, List<Example> samples) {

  /**
   * A column.
   *
   * @param type in a word, such as {@code number}
   * @param use what became of it, such as {@code input}, {@code target} or {@code dropped: constant}
   * @param missing rows without a value
   * @param distinct number of different values
   * @param min smallest number; {@code median, max} likewise; NaN when it holds none
   * @param histogram rows in equal bins from min to max; empty when it holds no numbers
   * @param mostFrequent the most frequent values, for a column of categories; otherwise empty
   */
  public record ColumnSummary(
      String name,
      String type,
      String use,
      long missing,
      long distinct,
      double min,
      double median,
      double max,
      List<Integer> histogram,
      List<Count> mostFrequent) {
    public ColumnSummary {
      histogram = List.copyOf(histogram);
      mostFrequent = List.copyOf(mostFrequent);
    }
  }

  /** A value and the number of rows that have it. */
  public record Count(String value, long rows) {}

  /** Most example pictures, one a class. */
  private static final int MOST_SAMPLES = 20;

  private static final int BINS = 16;

  /**
   * The profile of the data of a run.
   *
   * @param data all rows
   * @param preprocessor what was learned from the training part; it knows which columns are used
   * @param decisions about rows and columns, in sentences
   */
  public static DataProfile of(RawData data, Task task, Preprocessor preprocessor, List<String> decisions) {
    List<String> notes = new ArrayList<>();
    List<ColumnSummary> columns = List.of();
    if (data instanceof Table table) {
      notes.addAll(table.notes());
      columns = table.columns().stream().map(c -> summary(c, use(c, task, preprocessor))).toList();
    }
    notes.addAll(decisions);
    int[] strata = task.strata(data);
    List<Count> classes =
        IntStream.range(0, task.classNames().size())
            .mapToObj(c -> new Count(task.classNames().get(c), Arrays.stream(strata).filter(s -> s == c).count()))
            .toList();
    return new DataProfile(data.size(), columns, notes, classes, samples(data, task, strata));
  }

  private static String use(Column column, Task task, Preprocessor preprocessor) {
    if (!task.target().isEmpty() && column.name().equals(task.target())) {
      return "target";
    }
    boolean read =
        switch (preprocessor) {
          case TablePreprocessor p -> p.columnNames().contains(column.name());
          case SeriesPreprocessor p -> p.columnNames().contains(column.name());
          case TextPreprocessor p -> p.column().equals(column.name());
          case ArrayPreprocessor _ -> true;
        };
    return read ? "input" : "left out";
  }

  private static ColumnSummary summary(Column column, String use) {
    ColumnProfile p = column.profile();
    String type = p.type().name().toLowerCase(Locale.ROOT);
    List<Count> frequent = p.mostFrequent().stream().map(v -> new Count(v.value(), v.count())).toList();
    boolean number = p.type() == ColumnType.NUMBER;
    if (p.type() == ColumnType.DATE && !Double.isNaN(p.min())) {
      // Seconds since 1970 say nothing to people.
      frequent = List.of(new Count(date(p.min()) + " to " + date(p.max()), p.rows() - p.missing()));
    }
    return new ColumnSummary(
        p.name(),
        type,
        use,
        p.missing(),
        p.distinct(),
        number ? p.min() : Double.NaN,
        number ? p.median() : Double.NaN,
        number ? p.max() : Double.NaN,
        p.type() == ColumnType.CATEGORY ? List.of() : histogram(column, p.min(), p.max()),
        frequent);
  }

  private static String date(double seconds) {
    return LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC).toLocalDate().toString();
  }

  private static List<Integer> histogram(Column column, double min, double max) {
    if (Double.isNaN(min)) {
      return List.of();
    }
    Integer[] counts = new Integer[BINS];
    Arrays.fill(counts, 0);
    for (int row = 0; row < column.size(); row++) {
      if (!column.missing(row)) {
        double place = max == min ? 0 : (column.number(row) - min) / (max - min) * BINS;
        counts[Math.clamp((long) place, 0, BINS - 1)]++;
      }
    }
    return List.of(counts);
  }

  private static List<Example> samples(RawData data, Task task, int[] strata) {
    boolean images =
        switch (data) {
          case Table table -> table.imageShape().isPresent();
          case Dataset dataset -> dataset.imageShape().isPresent();
        };
    if (!images || task.classNames().isEmpty()) {
      return List.of();
    }
    int[] rows =
        IntStream.range(0, Math.min(MOST_SAMPLES, task.classNames().size()))
            .map(c -> IntStream.range(0, strata.length).filter(r -> strata[r] == c).findFirst().orElse(-1))
            .filter(r -> r >= 0)
            .toArray();
    DataExamples examples = new DataExamples(data, task.target(), rows);
    return IntStream.range(0, rows.length)
        .mapToObj(i -> new Example(task.classNames().get(strata[rows[i]]), examples.at(i).picture(), List.of()))
        .toList();
  }

  /** Keeps copies of the lists. */
  public DataProfile {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
    classes = List.copyOf(classes);
    samples = List.copyOf(samples);
  }
}
