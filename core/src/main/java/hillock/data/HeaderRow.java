package hillock.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells whether the first row of a file names the columns. A column votes for a header when its first cell is no number
 * and most cells below are; it votes against when its first cell is a number as those below. Without numbers, names are
 * expected to be different from each other and from the cells below them.
 */
public final class HeaderRow {
  private HeaderRow() {}

  /**
   * Whether {@code first} is a header.
   *
   * @param first cells of the first row
   * @param below the rows after it, or the first hundred or so of them
   */
  public static boolean isHeader(List<String> first, List<List<String>> below) {
    int votesFor = 0;
    int votesAgainst = 0;
    boolean repeats = false;
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < first.size(); c++) {
      int column = c;
      String name = unquoted(first.get(c));
      List<String> cells =
          below.stream()
              .filter(row -> column < row.size())
              .map(row -> unquoted(row.get(column)))
              .filter(cell -> !MissingValues.amongNumbers(cell))
              .toList();
      boolean numbersBelow = !cells.isEmpty() && 2 * cells.stream().filter(HeaderRow::isNumber).count() > cells.size();
      if (numbersBelow && isNumber(name)) {
        votesAgainst++;
      } else if (numbersBelow && !MissingValues.amongNumbers(name)) {
        votesFor++;
      }
      repeats |= cells.contains(name) || name.isEmpty();
      seen.add(name);
    }
    if (votesFor + votesAgainst > 0) {
      return votesFor > votesAgainst;
    }
    boolean numbers = first.stream().anyMatch(HeaderRow::isNumber);
    return !numbers && !repeats && seen.size() == first.size();
  }

  private static boolean isNumber(String text) {
    for (NumberStyle style : NumberStyle.values()) {
      if (style.matches(text)) {
        return true;
      }
    }
    return false;
  }

  static String unquoted(String cell) {
    String text = cell.strip();
    return text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }
}
