package hillock.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a column holds, counted. Statistics are over the values that are present.
 *
 * @param reason why the column has its type
 * @param missing number of missing cells
 * @param distinct number of different values
 * @param min smallest, and {@code mean, median, max, skewness} likewise; NaN for a column of categories or an empty one
 * @param skewness third standardised moment {@code m₃ / m₂^1.5}; 0 for a constant column
 * @param mostFrequent at most five values with their counts, most frequent first
 * @param constant whether at most one value occurs
 * @param idLike whether the values only number or name the rows, so that learning them would not help on other rows
 */
public record ColumnProfile(
    String name,
    ColumnType type,
    String reason,
    int rows,
    int missing,
    int distinct,
    double min,
    double mean,
    double median,
    double max,
    double skewness,
    List<ValueCount> mostFrequent,
    boolean constant,
    boolean idLike) {

  /** Below this many rows nothing is called an identifier: any small column may be all different by chance. */
  private static final int FEWEST_ROWS_FOR_IDS = 20;

  private static final Pattern ID_NAME =
      Pattern.compile("(.*[ _.\\-])?(id|ids|uid|uuid|guid|pid|index|rownum|row|key)", Pattern.CASE_INSENSITIVE);

  /** A value and how often it occurs. */
  public record ValueCount(String value, int count) {}

  static ColumnProfile of(Column column) {
    Map<String, Integer> counts = new HashMap<>();
    int missing = 0;
    for (int i = 0; i < column.size(); i++) {
      String text = column.text(i);
      if (text == null) {
        missing++;
      } else {
        counts.merge(text, 1, Integer::sum);
      }
    }
    List<ValueCount> top =
        counts.entrySet().stream()
            .map(e -> new ValueCount(e.getKey(), e.getValue()))
            .sorted(Comparator.comparingInt(ValueCount::count).reversed().thenComparing(ValueCount::value))
            .limit(5)
            .toList();
    double[] sorted = present(column);
    int present = column.size() - missing;
    int distinct = counts.size();
    boolean numeric = column.type() != ColumnType.CATEGORY && sorted.length > 0;
    double mean = numeric ? Statistics.mean(sorted) : Double.NaN;
    return new ColumnProfile(
        column.name(),
        column.type(),
        column.reason(),
        column.size(),
        missing,
        distinct,
        numeric ? sorted[0] : Double.NaN,
        mean,
        numeric ? Statistics.medianOfSorted(sorted) : Double.NaN,
        numeric ? sorted[sorted.length - 1] : Double.NaN,
        numeric ? Statistics.skewness(sorted, mean) : Double.NaN,
        top,
        distinct <= 1,
        looksLikeId(column, sorted, present, distinct));
  }

  private static boolean looksLikeId(Column column, double[] sorted, int present, int distinct) {
    if (present < FEWEST_ROWS_FOR_IDS) {
      return false;
    }
    boolean named = ID_NAME.matcher(column.name().trim().toLowerCase(Locale.ROOT)).matches();
    return switch (column.type()) {
      case DATE -> false;
      case CATEGORY -> distinct > 0.95 * present || (named && distinct > 0.5 * present);
      case NUMBER -> {
        boolean counter = distinct == present && Arrays.stream(sorted).allMatch(v -> v == Math.rint(v));
        double max = sorted[present - 1];
        // Row numbers start near 0 or 1 and, even in a part of the rows, leave few gaps. Years do not start there.
        yield counter && (named || (sorted[0] >= 0 && sorted[0] <= 0.1 * max && max <= 3.0 * present));
      }
    };
  }

  private static double[] present(Column column) {
    if (column.type() == ColumnType.CATEGORY) {
      return new double[0];
    }
    double[] values = new double[column.size()];
    int n = 0;
    for (int i = 0; i < column.size(); i++) {
      if (!column.missing(i)) {
        values[n++] = column.number(i);
      }
    }
    double[] sorted = Arrays.copyOf(values, n);
    Arrays.sort(sorted);
    return sorted;
  }
}
