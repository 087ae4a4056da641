package hillock.cli;

import hillock.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Files about to be written, checked before the work begins: nobody's other file is overwritten. */
final class Destination {
  private static final int GLANCE = 4096;

  private Destination() {}

  /** A name for what comes of some data: {@code housing} for {@code data/housing.csv.gz}. */
  static String name(String data) {
    if (data.equals("-")) {
      return "model";
    }
    Path last = Path.of(data).toAbsolutePath().normalize().getFileName();
    String name = last == null ? "model" : last.toString();
    String stem = name.replaceFirst("(\\.(csv|tsv|txt|tab|data|dat|npz|idx))?(\\.gz)?$", "");
    return stem.isEmpty() ? "model" : stem;
  }

  /** A model may replace a model only. */
  static void checkModel(Path file) {
    check(file, "a model of Hillock", head -> head.startsWith("\u0089HLK"));
  }

  /** A report may replace a report only. */
  static void checkReport(Path file) {
    check(file, "a report of Hillock", head -> head.contains("<meta name=\"generator\" content=\"Hillock\">"));
  }

  /** A picture may replace a picture only. */
  static void checkPicture(Path file) {
    check(file, "a PNG picture", head -> head.startsWith("\u0089PNG"));
  }

  private static void check(Path file, String kind, Predicate<String> own) {
    writable(file);
    if (Files.exists(file) && !own.test(head(file))) {
      throw new DataException(
          file.toString(),
          "a file that is not " + kind,
          "a new name, or " + kind + " to replace",
          "Choose another name, or move that file away.");
    }
  }

  /** A file that may be written: its folder exists and it is no folder itself. */
  static void writable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new DataException(file.toString(), "a folder", "the name of a file to write", "");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new DataException(
          file.toString(), "folder " + folder + " that does not exist", "an existing folder", "Create it first.");
    }
    if (!Files.isWritable(folder)) {
      throw new DataException(
          file.toString(),
          "folder " + folder + " that cannot be written to",
          "a folder you may write to",
          "Choose another folder or change its permissions.");
    }
  }

  private static String head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(GLANCE), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // what cannot be read is not ours
    }
  }
}
