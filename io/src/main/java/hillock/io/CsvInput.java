package hillock.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import hillock.data.DataException;
import hillock.data.HeaderRow;
import hillock.data.Table;
import hillock.data.TableBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV and its relatives into a {@link Table}. Delimiter, header and encoding are found out; what was not the
 * usual is said in the table's notes. A first line such as {@code 150,4,setosa,versicolor,virginica}, which
 * scikit-learn puts before its data (rows, features, names of the classes), is understood.
 */
final class CsvInput {
  private static final int SAMPLE = 1 << 16;
  private static final int LOOKAHEAD = 100;

  /** Opens the bytes again from the start, because the encoding shows only while reading. */
  @FunctionalInterface
  interface Bytes {
    InputStream open() throws IOException;
  }

  private final String where;
  private final Bytes bytes;
  private final boolean cellsKept;
  private final List<String> notes = new ArrayList<>();

  CsvInput(String where, Bytes bytes) {
    this(where, bytes, false);
  }

  /** With the cells kept as they are written, to be copied. */
  CsvInput(String where, Bytes bytes, boolean cellsKept) {
    this.where = where;
    this.bytes = bytes;
    this.cellsKept = cellsKept;
  }

  Table read() throws IOException {
    byte[] start;
    try (InputStream in = bytes.open()) {
      start = in.readNBytes(SAMPLE);
    }
    if (start.length == 0) {
      throw new DataException(where, "an empty file", "rows of values", "Check that the file was written completely.");
    }
    BinaryFormats.recognise(start, start.length)
        .ifPresent(what -> {
          throw new DataException(where, what, "text with one row a line (CSV)", "");
        });
    Charset wide = wideCharset(start);
    if (wide != null) {
      notes.add("The file is encoded in " + wide + ".");
      return read(start, wide);
    }
    int before = notes.size();
    try {
      return read(start, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      notes.subList(before, notes.size()).clear();
      notes.add("The file is not UTF-8 and is read as Windows-1252; save it as UTF-8 if letters look wrong.");
      return read(start, Charset.forName("windows-1252"));
    }
  }

  private static @Nullable Charset wideCharset(byte[] start) {
    int first = start[0] & 0xff;
    int second = start.length > 1 ? start[1] & 0xff : 0;
    boolean wide = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
    return wide ? StandardCharsets.UTF_16 : null;
  }

  private Table read(byte[] start, Charset charset) throws IOException {
    String sample = new String(start, charset).replace("\uFEFF", "");
    if (start.length == SAMPLE) {
      // The last line of the sample may be cut off.
      sample = sample.substring(0, Math.max(sample.lastIndexOf('\n') + 1, sample.lastIndexOf('\r') + 1));
    }
    char delimiter = Delimiter.find(sample);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(
                charset.equals(StandardCharsets.UTF_8) ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE);
    try (InputStream in = bytes.open();
        CsvReader<CsvRecord> rows =
            CsvFormat.reader(delimiter).ofCsvRecord(new WithoutMark(new InputStreamReader(in, decoder)))) {
      return table(rows.iterator());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof DataException cause) {
        throw cause;
      }
      throw new DataException(
          where,
          "CSV that cannot be read: " + e.getMessage(),
          "fields separated by '" + delimiter + "'",
          "Look for a double quote that is not closed; write a quote inside a field as two.",
          e);
    }
  }

  private Table table(Iterator<CsvRecord> rows) {
    List<CsvRecord> ahead = new ArrayList<>();
    while (ahead.size() <= LOOKAHEAD && rows.hasNext()) {
      ahead.add(rows.next());
    }
    if (ahead.isEmpty()) {
      throw new DataException(where, "nothing but empty lines", "rows of values", "");
    }
    if (isTitle(ahead)) {
      notes.add("The first line, " + ahead.removeFirst().getFields() + ", is taken for a title and left out.");
    }
    List<String> first = ahead.getFirst().getFields();
    List<List<String>> below = ahead.stream().skip(1).map(CsvRecord::getFields).toList();
    CountedPreamble preamble = CountedPreamble.recognise(first, below);
    if (preamble != null) {
      return preamble.table(where, ahead, rows, notes);
    }
    boolean header = HeaderRow.isHeader(first, below);
    TableBuilder builder = header ? TableBuilder.of(where, first) : TableBuilder.unnamed(where, first.size());
    notes.forEach(builder::note);
    if (cellsKept) {
      builder.keepCells();
    }
    if (!header) {
      builder.note("The first line is taken for values, so the columns are called c1 to c" + first.size() + ".");
    }
    ahead.stream().skip(header ? 1 : 0).forEach(r -> builder.line(r.getStartingLineNumber(), r.getFields()));
    rows.forEachRemaining(r -> builder.line(r.getStartingLineNumber(), r.getFields()));
    return builder.build();
  }

  /** Whether most of the first row is empty while the second one names columns, as in some files from spreadsheets. */
  private static boolean isTitle(List<CsvRecord> ahead) {
    if (ahead.size() < 3) {
      return false;
    }
    List<String> first = ahead.getFirst().getFields();
    List<List<String>> below = ahead.stream().skip(2).map(CsvRecord::getFields).toList();
    return 2 * first.stream().filter(String::isBlank).count() > first.size()
        && HeaderRow.isHeader(ahead.get(1).getFields(), below);
  }

  /** Leaves out a byte order mark at the start. */
  private static final class WithoutMark extends java.io.FilterReader {
    private boolean started;

    WithoutMark(java.io.Reader in) {
      super(in);
    }

    @Override
    public int read(char[] c, int off, int len) throws IOException {
      int n = super.read(c, off, len);
      if (!started && n > 0) {
        started = true;
        if (c[off] == '\uFEFF') {
          System.arraycopy(c, off + 1, c, off, n - 1);
          return n > 1 ? n - 1 : read(c, off, len);
        }
      }
      return n;
    }
  }
}
