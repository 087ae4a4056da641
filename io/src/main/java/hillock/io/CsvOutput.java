package hillock.io;

import de.siegmar.fastcsv.writer.CsvWriter;
import hillock.data.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes tables of text as CSV (RFC 4180, UTF-8, lines ended by LF): to a file all or nothing, or to a stream. */
public final class CsvOutput {
  private CsvOutput() {}

  /**
   * Writes or replaces a file in one move; on failure the old file stays.
   *
   * @throws hillock.data.DataException when the folder is missing or read-only, or the disk is full
   */
  public static void write(Path file, List<String> header, Iterable<List<String>> rows) {
    AtomicFile.write(file, out -> write(out, header, rows));
  }

  /** Writes to a stream, which stays open. */
  public static void write(OutputStream out, List<String> header, Iterable<List<String>> rows) throws IOException {
    OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF).build(text);
    csv.writeRecord(header);
    rows.forEach(csv::writeRecord);
    csv.flush();
    text.flush();
  }
}
