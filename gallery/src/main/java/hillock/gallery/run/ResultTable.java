package hillock.gallery.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers side by side, for people.
 *
 * @param title one line
 * @param header names of the columns; the first column is written to the left, the others to the right
 * @param rows each as long as the header
 */
public record ResultTable(String title, List<String> header, List<List<String>> rows) {
  /** Copies the lists and checks their lengths. */
  public ResultTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "table '%s': got a row of %d cells, expected %d".formatted(title, row.size(), header.size()));
      }
    }
  }

  /** A table without rows. */
  public static ResultTable titled(String title, String... header) {
    return new ResultTable(title, List.of(header), List.of());
  }

  /** The same table with one more row. */
  public ResultTable row(Object... cells) {
    List<List<String>> more = new ArrayList<>(rows);
    more.add(java.util.Arrays.stream(cells).map(String::valueOf).toList());
    return new ResultTable(title, header, more);
  }
}
