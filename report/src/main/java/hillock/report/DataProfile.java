package hillock.report;

import java.util.List;

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

  public DataProfile {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
    classes = List.copyOf(classes);
    samples = List.copyOf(samples);
  }
}
