package hillock.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Collects rows of text and makes a {@link Table} with inferred types. Readers of file formats feed it; so may code:
 *
 * <pre>{@code Table t = TableBuilder.of("orders", List.of("id", "price")).row("1", "9.50").row("2", "NA").build();}
 * </pre>
 */
public final class TableBuilder {
  /** Repeated texts of a column share one object until it has shown this many different ones. */
  private static final int MOST_SHARED = 4096;

  private final String where;
  private final List<String> names;
  private final List<List<String>> columns = new ArrayList<>();
  private final List<Map<String, String>> shared = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int rows;
  private boolean cellsKept;

  private TableBuilder(String where, List<String> header) {
    this.where = where;
    this.names = distinct(header);
    for (int i = 0; i < names.size(); i++) {
      columns.add(new ArrayList<>());
      shared.add(new HashMap<>());
    }
  }

  /**
   * A table with these columns. Names that are blank become c1, c2, ... by position; a name that was there before gets
   * a number, {@code x_2}; both are noted.
   */
  public static TableBuilder of(String where, List<String> header) {
    if (header.isEmpty()) {
      throw new DataException(where, "no column", "at least one", "");
    }
    return new TableBuilder(where, header);
  }

  /** A table whose columns have no names: c1, c2, ... */
  public static TableBuilder unnamed(String where, int columns) {
    return of(where, IntStream.rangeClosed(1, columns).mapToObj(i -> "c" + i).toList());
  }

  /** Adds a sentence for people about a decision that was made while reading. */
  public TableBuilder note(String sentence) {
    notes.add(sentence);
    return this;
  }

  /** Keeps the cells as they are written beside what they mean, to be copied; see {@link Column#asWritten}. */
  public TableBuilder keepCells() {
    cellsKept = true;
    return this;
  }

  /** Adds a row; errors name it by its number. */
  public TableBuilder row(String... cells) {
    return row(rows + 1L, "row", List.of(cells));
  }

  /**
   * Adds a row read from a line of a file.
   *
   * @throws DataException when the number of cells is not that of the columns
   */
  public TableBuilder line(long line, List<String> cells) {
    return row(line, "line", cells);
  }

  private TableBuilder row(long number, String what, List<String> cells) {
    if (cells.size() != names.size()) {
      throw new DataException(
          where + ", " + what + " " + number,
          cells.size() + " fields",
          names.size() + " as in the rows before",
          "Put double quotes around fields that contain the delimiter or a line break, and check for a cut-off line.");
    }
    for (int c = 0; c < names.size(); c++) {
      String cell = cells.get(c).strip();
      Map<String, String> pool = shared.get(c);
      if (pool.size() < MOST_SHARED) {
        String same = pool.putIfAbsent(cell, cell);
        cell = same == null ? cell : same;
      } else {
        cell = pool.getOrDefault(cell, cell);
      }
      columns.get(c).add(cell);
    }
    rows++;
    return this;
  }

  /** Rows added so far. */
  public int rows() {
    return rows;
  }

  /**
   * Infers the types and makes the table.
   *
   * @throws DataException without rows, or when commas in numbers can be read in two ways
   */
  public Table build() {
    if (rows == 0) {
      throw new DataException(
          where, "a header without rows", "at least one row of values", "Check that the file was written completely.");
    }
    List<String[]> texts = columns.stream().map(c -> c.toArray(String[]::new)).toList();
    List<Column> typed = new TypeInference(where, names, texts, notes).columns();
    if (cellsKept) {
      List<Column> plain = typed;
      typed = IntStream.range(0, plain.size()).mapToObj(i -> plain.get(i).writtenAs(texts.get(i))).toList();
    }
    return new Table(where, typed, notes);
  }

  private List<String> distinct(List<String> header) {
    Set<String> all = new HashSet<>(header.stream().map(HeaderRow::unquoted).toList());
    Set<String> used = new HashSet<>();
    List<String> result = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = HeaderRow.unquoted(header.get(i));
      String wanted = name.isEmpty() ? "c" + (i + 1) : name;
      String free = wanted;
      for (int n = 2; used.contains(free) || (!free.equals(name) && all.contains(free)); n++) {
        free = wanted + "_" + n;
      }
      if (!free.equals(name)) {
        notes.add(
            name.isEmpty()
                ? "Column " + (i + 1) + " has no name and is called '" + free + "'."
                : "There is more than one column '" + name + "'; column " + (i + 1) + " is called '" + free + "'.");
      }
      used.add(free);
      result.add(free);
    }
    return List.copyOf(result);
  }
}
