package hillock.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the character between the fields of a file: the first of tab, semicolon, bar, comma and blank that cuts all
 * sampled rows into the same number of fields, at least two. A comma may stand inside the numbers of a file cut by
 * semicolons, hence the order. Otherwise it is the one that cuts most rows alike.
 */
final class Delimiter {
  private static final char[] CANDIDATES = {'\t', ';', '|', ',', ' '};

  private Delimiter() {}

  /**
   * The delimiter of a sample of whole lines.
   *
   * @return a comma when nothing cuts the lines, as in a file of one column
   */
  static char find(String sample) {
    char best = ',';
    double bestShare = 0;
    for (char candidate : CANDIDATES) {
      double share = shareOfUsualLength(sample, candidate);
      if (share > bestShare && (candidate != ' ' || share == 1)) {
        best = candidate;
        bestShare = share;
      }
    }
    return best;
  }

  /** Share of the rows that have the most usual number of fields; 0 when that is 1. */
  private static double shareOfUsualLength(String sample, char delimiter) {
    List<Integer> lengths = new ArrayList<>();
    try (CsvReader<CsvRecord> rows = CsvFormat.reader(delimiter).ofCsvRecord(sample)) {
      for (CsvRecord row : rows) {
        lengths.add(row.getFieldCount());
      }
    } catch (CsvParseException | java.io.IOException e) {
      // The sample may end, or quote, in a way that this delimiter does not allow; what was read before counts.
      if (lengths.isEmpty()) {
        return 0;
      }
    }
    int[] counts = new int[lengths.stream().mapToInt(i -> i).max().orElse(0) + 1];
    int usual = 0;
    for (int length : lengths) {
      if (++counts[length] > counts[usual]) {
        usual = length;
      }
    }
    return usual < 2 ? 0 : (double) counts[usual] / lengths.size();
  }
}
