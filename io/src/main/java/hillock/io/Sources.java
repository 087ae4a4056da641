package hillock.io;

import hillock.data.DataException;
import hillock.data.DataOrigin;
import hillock.data.Spelling;
import hillock.data.Table;
import hillock.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a user names as data: a file, a folder, an embedded set, or standard input.
 *
 * <pre>{@code
 * Source iris = Sources.open("iris");
 * Source mnist = Sources.open("mnist/");          // train-images-idx3-ubyte.gz and so on; test() holds the t10k part
 * Source houses = Sources.open("housing.csv");    // also .tsv, .gz; delimiter, header, types and encoding are found out
 * }</pre>
 */
public final class Sources {
  private static final List<String> TEXT = List.of(".csv", ".tsv", ".tab", ".txt", ".data", ".dat", ".gz", "");

  private Sources() {}

  /**
   * Opens data by its name.
   *
   * @param name path of a file or folder, name of an {@link EmbeddedSet}, or {@code -} for CSV on standard input
   * @throws DataException when there is no such data or it cannot be used; the message is made for the user
   */
  public static Source open(String name) {
    return open(name, ImageForm.AS_FOUND);
  }

  /**
   * Opens data for a model that wants images of one shape.
   *
   * @param image [height, width, channels] to which images in folders are brought; null for their own
   */
  public static Source open(String name, @Nullable Shape image) {
    return open(name, ImageForm.of(image));
  }

  /** Opens data, with images in folders brought to a form. */
  public static Source open(String name, ImageForm image) {
    return open(name, image, false);
  }

  /**
   * Opens data of which the cells will be copied: tables keep them as they are written; see {@code Column.asWritten}.
   */
  public static Source openToCopy(String name, @Nullable Shape image) {
    return open(name, ImageForm.of(image), true);
  }

  private static Source open(String name, ImageForm image, boolean cellsKept) {
    if (name.equals("-")) {
      return read(System.in, cellsKept);
    }
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new DataException("data", "'" + name + "', which is no path", "a file, a folder or a data set", "", e);
    }
    if (!Files.exists(path)) {
      Optional<EmbeddedSet> set = EmbeddedSet.find(name.toLowerCase(Locale.ROOT));
      return set.orElseThrow(() -> missing(name, path)).open();
    }
    return open(path, image, cellsKept);
  }

  /** Opens a file or folder. */
  public static Source open(Path path) {
    return open(path, ImageForm.AS_FOUND, false);
  }

  private static Source open(Path path, ImageForm image, boolean cellsKept) {
    if (!Files.exists(path)) {
      throw missing(path.toString(), path);
    }
    try {
      return Files.isDirectory(path) ? folder(path, image) : file(path, image, cellsKept);
    } catch (IOException e) {
      throw new DataException(path.toString(), e.toString(), "a file that can be read", "", e);
    }
  }

  /** Reads CSV from a stream, packed or not; the stream is read to its end and stays open. */
  public static Source read(InputStream in) {
    return read(in, false);
  }

  /** As above, keeping the cells as they are written when they will be copied. */
  public static Source read(InputStream in, boolean cellsKept) {
    String where = "standard input";
    try {
      byte[] bytes = in.readAllBytes();
      Table table = new CsvInput(where, () -> FileInput.ofBytes(where, bytes), cellsKept).read();
      return source(table, new DataOrigin("-", DataOrigin.sha256(bytes), table.size()));
    } catch (IOException e) {
      throw new DataException(where, e.toString(), "CSV", "", e);
    }
  }

  private static Source file(Path file, ImageForm image, boolean cellsKept) throws IOException {
    if (!Files.isRegularFile(file) && !Files.isReadable(file)) {
      throw new DataException(file.toString(), "no readable file", "a file or folder", "");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (IdxData.isIdx(file)) {
      return IdxData.file(file, list(parent(file)));
    }
    if (name.endsWith(".npz")) {
      return NpzData.open(file);
    }
    if (ImageFile.isImage(file)) {
      return ImageFolder.file(file, image);
    }
    String ending = name.lastIndexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.'));
    if (!TEXT.contains(ending)) {
      throw unknown(file, ending);
    }
    Table table = new CsvInput(file.toString(), () -> FileInput.open(file), cellsKept).read();
    return source(table, new DataOrigin(file.getFileName().toString(), DataOrigin.sha256(List.of(file)), table.size()));
  }

  private static Source source(Table table, DataOrigin origin) {
    return new Source(table, Optional.empty(), Optional.empty(), List.of(), origin, table.notes());
  }

  private static Source folder(Path folder, ImageForm image) throws IOException {
    List<Path> files = list(folder);
    if (files.stream().anyMatch(IdxData::isIdx)) {
      return IdxData.folder(folder, files);
    }
    if (ImageFolder.holdsImages(folder)) {
      return ImageFolder.open(folder, image);
    }
    List<String> names = files.stream().map(f -> f.getFileName().toString()).toList();
    List<String> tables = names.stream().filter(n -> n.matches(".*\\.(csv|tsv|npz)(\\.gz)?")).toList();
    throw new DataException(
        folder.toString(),
        names.isEmpty() ? "an empty folder" : "a folder without images and idx files",
        "subfolders of images, one a class, or idx files such as train-images-idx3-ubyte.gz",
        tables.isEmpty() ? "" : "Give one of its files, such as " + folder.resolve(tables.getFirst()) + ".");
  }

  private static DataException unknown(Path file, String ending) {
    String hint =
        switch (ending) {
          case ".xlsx",
              ".xls",
              ".ods",
              ".parquet",
              ".json",
              ".arff",
              ".feather",
              ".h5",
              ".hdf5",
              ".sqlite",
              ".db",
              ".xml" ->
              "Export the table as CSV.";
          case ".npy" -> "Save x and y together with numpy.savez(file, x=..., y=...).";
          case ".zip", ".tar", ".7z", ".bz2", ".xz", ".zst", ".tgz" -> "Unpack it first.";
          default -> "If it is text with one row a line, rename it to end in .csv.";
        };
    return new DataException(
        file.toString(),
        "a file ending in '" + ending + "'",
        ".csv, .tsv, .txt, .data (also with .gz), .npz, idx files, an image, or a folder of them",
        hint);
  }

  private static DataException missing(String name, Path path) {
    List<String> names = new ArrayList<>();
    boolean plain = path.getParent() == null;
    Path parent = parent(path);
    if (!Files.isDirectory(parent)) {
      return new DataException(
          name, "no such file, and no folder " + parent, "an existing file or folder", "Check the path.");
    }
    for (Path other : list(parent)) {
      names.add(other.getFileName().toString());
    }
    if (plain) {
      EmbeddedSet.all().forEach(s -> names.add(s.name()));
    }
    String guess =
        Spelling.closest(path.getFileName() == null ? name : path.getFileName().toString(), names)
            .map(n -> "Did you mean '" + (plain ? Path.of(n) : path.resolveSibling(n)) + "'? ")
            .orElse("");
    String sets = String.join(", ", EmbeddedSet.all().stream().map(EmbeddedSet::name).toList());
    return new DataException(
        name,
        "no such file, folder or data set",
        "an existing one",
        guess + "The data sets that come along are: " + sets + ".");
  }

  /** The folder of a path; the root stands for its own. */
  private static Path parent(Path path) {
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new DataException(
          folder.toString(),
          "a folder that cannot be read (" + e.getMessage() + ")",
          "a readable folder",
          "Change its permissions.",
          e);
    }
  }
}
