package hillock.io;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Recognises what a file really is when it was taken for text. */
final class BinaryFormats {
  private static final Map<String, String> BY_START = new LinkedHashMap<>();

  static {
    BY_START.put("PK\u0003\u0004", "a zip archive, such as an Excel workbook (export it as CSV) or an .npz file");
    BY_START.put("\u0089PNG", "a PNG image (give the folder that holds one subfolder of images a class)");
    BY_START.put("\u00ff\u00d8\u00ff", "a JPEG image (give the folder that holds one subfolder of images a class)");
    BY_START.put("GIF8", "a GIF image (give the folder that holds one subfolder of images a class)");
    BY_START.put("%PDF", "a PDF document");
    BY_START.put("PAR1", "a Parquet file (export it as CSV)");
    BY_START.put("\u0089HDF", "an HDF5 file (export it as CSV or .npz)");
    BY_START.put("SQLite format", "an SQLite database (export a table as CSV)");
    BY_START.put("\u0093NUMPY", "a single NumPy array (save x and y together with numpy.savez)");
    BY_START.put("\u00d0\u00cf\u0011\u00e0", "an old Office file (export it as CSV)");
    BY_START.put("7z\u00bc\u00af", "a 7z archive (unpack it)");
    BY_START.put("ustar", "a tar archive (unpack it)");
    BY_START.put("\u001f\u008b", "gzip data inside gzip data (unpack it)");
  }

  private BinaryFormats() {}

  /** A description of the bytes when they are no text, with advice in brackets where there is some. */
  static Optional<String> recognise(byte[] start, int length) {
    String text = new String(start, 0, length, StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> format : BY_START.entrySet()) {
      if (text.startsWith(format.getKey()) || (text.length() > 262 && text.startsWith(format.getKey(), 257))) {
        return Optional.of(format.getValue());
      }
    }
    boolean wide = text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff");
    long controls = text.chars().filter(c -> c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f').count();
    return !wide && (text.indexOf(0) >= 0 || controls * 50 > length) ? Optional.of("binary data") : Optional.empty();
  }
}
