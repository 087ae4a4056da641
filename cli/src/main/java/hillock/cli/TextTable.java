package hillock.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns: the first to the left, the others to the right unless told otherwise. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final String alignment;

  /** Columns aligned by one letter each, {@code l} or {@code r}. */
  TextTable(String alignment) {
    this.alignment = alignment;
  }

  /** Adds a row; missing cells at its end are empty. */
  TextTable row(Object... cells) {
    String[] row = new String[alignment.length()];
    for (int i = 0; i < row.length; i++) {
      row[i] = i < cells.length ? String.valueOf(cells[i]) : "";
    }
    rows.add(row);
    return this;
  }

  /** The lines, each indented by two spaces and without blanks at its end. */
  List<String> lines() {
    int[] widths = new int[alignment.length()];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append("  ").append(alignment.charAt(i) == 'l' ? row[i] + padding : padding + row[i]);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines());
  }
}
