package hillock.io;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

/**
 * The dialect of all CSV read here: double quotes, any line ends, empty lines skipped, lengths of rows checked by us.
 */
final class CsvFormat {
  /** Longest field in characters; a longer one is most often a quote that was never closed. */
  static final int LONGEST_FIELD = 16 << 20;

  private CsvFormat() {}

  static CsvReader.CsvReaderBuilder reader(char delimiter) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(LONGEST_FIELD);
  }
}
