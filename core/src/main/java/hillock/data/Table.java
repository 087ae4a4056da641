package hillock.data;

import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Named, typed columns of equal length: what a CSV file holds. Immutable.
 *
 * <pre>{@code
 * Table table = TableBuilder.of("sizes.csv", List.of("size", "colour")).row("1.5", "red").row("NA", "blue").build();
 * table.column("size").missing(1);   // true
 * }</pre>
 */
public final class Table implements RawData {
  private static final Set<String> TARGET_NAMES = Set.of("target", "label", "class", "y", "output");

  private final String where;
  private final List<Column> columns;
  private final Map<String, Column> byName;
  private final List<String> notes;
  private final @Nullable Shape imageShape;

  /**
   * A table of columns.
   *
   * @param where how errors name the table, such as its file name
   * @param notes what was decided while reading, in sentences for people
   * @throws DataException when there is no column, when names repeat, or when lengths differ
   */
  public Table(String where, List<Column> columns, List<String> notes) {
    this(where, columns, notes, null);
  }

  private Table(String where, List<Column> columns, List<String> notes, @Nullable Shape imageShape) {
    this.where = where;
    this.columns = List.copyOf(columns);
    this.notes = List.copyOf(notes);
    this.imageShape = imageShape;
    if (columns.isEmpty()) {
      throw new DataException(where, "no column", "at least one", "");
    }
    for (Column c : columns) {
      if (c.size() != columns.getFirst().size()) {
        throw new DataException(
            where + ", column '" + c.name() + "'",
            c.size() + " rows",
            columns.getFirst().size() + " as in the first",
            "");
      }
    }
    this.byName =
        columns.stream()
            .collect(
                Collectors.toMap(
                    Column::name,
                    c -> c,
                    (a, b) -> {
                      throw new DataException(
                          where, "two columns '" + a.name() + "'", "different names", "Rename one.");
                    }));
  }

  /** A table of columns made in code. */
  public static Table of(Column... columns) {
    return new Table("table", List.of(columns), List.of());
  }

  /** How errors name this table, such as its file name. */
  public String where() {
    return where;
  }

  @Override
  public int size() {
    return columns.getFirst().size();
  }

  public List<Column> columns() {
    return columns;
  }

  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** What was decided while reading, in sentences for people: renamed columns, the header, number formats. */
  public List<String> notes() {
    return notes;
  }

  /** Height, width and channels when the feature columns, in order, are the pixels of an image. */
  public Optional<Shape> imageShape() {
    return Optional.ofNullable(imageShape);
  }

  /** The same table, its feature columns declared to be the pixels of an image [height, width, channels]. */
  public Table withImageShape(Shape shape) {
    return new Table(where, columns, notes, shape);
  }

  public Optional<Column> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The column of a name.
   *
   * @throws DataException with the nearest name when there is none
   */
  public Column column(String name) {
    Column column = byName.get(name);
    if (column == null) {
      throw new DataException(
          where, "no column '" + name + "'", "a column of the table", Spelling.hint(name, "columns", names()));
    }
    return column;
  }

  /**
   * Refuses the table when it lacks columns that a model was trained on.
   *
   * @throws DataException naming those it lacks and all that are expected
   */
  void require(List<String> needed) {
    List<String> absent = needed.stream().filter(n -> !byName.containsKey(n)).toList();
    if (!absent.isEmpty()) {
      String some = absent.stream().limit(5).map(n -> "'" + n + "'").collect(Collectors.joining(", "));
      throw new DataException(
          where,
          "no column " + some + (absent.size() > 5 ? " and " + (absent.size() - 5) + " more" : ""),
          "the columns the model was trained on: " + String.join(", ", needed),
          Spelling.closest(absent.getFirst(), names()).map(n -> "Did you mean '" + n + "'?").orElse(""));
    }
  }

  @Override
  public Table subset(int[] rows) {
    return new Table(where, columns.stream().map(c -> c.subset(rows)).toList(), notes, imageShape);
  }

  /** The first rows, at most n. */
  public Table head(int n) {
    return subset(IntStream.range(0, Math.min(n, size())).toArray());
  }

  /**
   * The table without some columns.
   *
   * @throws DataException for an unknown name, or when no column is left
   */
  public Table without(String... names) {
    Set<String> dropped = new LinkedHashSet<>(List.of(names));
    dropped.forEach(this::column);
    return new Table(where, columns.stream().filter(c -> !dropped.contains(c.name())).toList(), notes, imageShape);
  }

  /** The table with one more column at the end. */
  public Table with(Column column) {
    List<Column> all = new ArrayList<>(columns);
    all.add(column);
    return new Table(where, all, notes, imageShape);
  }

  /** The rows in which a column has a value, such as the rows whose target is known. */
  public Table present(String name) {
    Column column = column(name);
    int[] rows = IntStream.range(0, size()).filter(i -> !column.missing(i)).toArray();
    return rows.length == size() ? this : subset(rows);
  }

  /** One profile a column, in order. */
  public List<ColumnProfile> profile() {
    return columns.stream().map(Column::profile).toList();
  }

  /** The column to predict when nobody says: one named target, label, class, y or output, otherwise the last. */
  public Column likelyTarget() {
    return namedTarget().orElse(columns.getLast());
  }

  /** The first column that is named like a target. */
  public Optional<Column> namedTarget() {
    return columns.stream().filter(c -> TARGET_NAMES.contains(c.name().toLowerCase(Locale.ROOT))).findFirst();
  }

  @Override
  public String toString() {
    return where + ": " + size() + " rows, columns " + names();
  }
}
