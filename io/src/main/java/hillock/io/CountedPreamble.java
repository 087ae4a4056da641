package hillock.io;

import de.siegmar.fastcsv.reader.CsvRecord;
import hillock.data.DataException;
import hillock.data.Table;
import hillock.data.TableBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first line of scikit-learn's own data files: number of rows, number of features, names of the classes. The last
 * column then holds the place of a class in that list.
 */
record CountedPreamble(int rows, int features, List<String> classes) {

  /** The preamble, or null when the first row is none: its numbers must fit the rows below. */
  static @Nullable CountedPreamble recognise(List<String> first, List<List<String>> below) {
    if (first.size() < 4 || below.isEmpty()) {
      return null;
    }
    boolean counts = first.get(0).matches("[1-9]\\d{0,8}") && first.get(1).matches("[1-9]\\d{0,5}");
    List<String> classes = first.subList(2, first.size());
    boolean names = classes.stream().noneMatch(n -> n.isBlank() || n.matches("[-+.\\d].*"));
    if (!counts || !names) {
      return null;
    }
    int features = Integer.parseInt(first.get(1));
    boolean fits =
        below.stream().allMatch(r -> r.size() == features + 1 && classIndex(r.getLast(), classes.size()) >= 0);
    return fits ? new CountedPreamble(Integer.parseInt(first.get(0)), features, classes) : null;
  }

  Table table(String where, List<CsvRecord> ahead, Iterator<CsvRecord> rest, List<String> notes) {
    List<String> header =
        Stream.concat(IntStream.rangeClosed(1, features).mapToObj(i -> "c" + i), Stream.of("target")).toList();
    TableBuilder builder = TableBuilder.of(where, header);
    notes.forEach(builder::note);
    builder.note("The first line counts rows and features and names the classes " + String.join(", ", classes) + ".");
    ahead.stream().skip(1).forEach(r -> add(where, builder, r));
    rest.forEachRemaining(r -> add(where, builder, r));
    if (builder.rows() != rows) {
      throw new DataException(
          where,
          builder.rows() + " rows",
          rows + " as the first line says",
          "Complete the file, or replace its first line by the names of the columns.");
    }
    return builder.build();
  }

  private void add(String where, TableBuilder builder, CsvRecord record) {
    List<String> cells = record.getFields();
    int index = classIndex(cells.getLast(), classes.size());
    if (index < 0) {
      throw new DataException(
          where + ", line " + record.getStartingLineNumber(),
          "class '" + cells.getLast() + "'",
          "0 to " + (classes.size() - 1) + ", one of the " + classes.size() + " classes of the first line",
          "");
    }
    builder.line(
        record.getStartingLineNumber(),
        Stream.concat(cells.subList(0, cells.size() - 1).stream(), Stream.of(classes.get(index))).toList());
  }

  private static int classIndex(String text, int classes) {
    return text.matches("\\d{1,6}") && Integer.parseInt(text) < classes ? Integer.parseInt(text) : -1;
  }
}
