package hillock.data;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file so that its name always stands for the old content or for all of the new one, whatever happens in
 * between: the content goes to a temporary file in the same folder, is forced to disk, and takes the name in one move.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What writes the content; the stream is buffered and closed by the caller. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces a file. On failure the old file is untouched and no temporary one stays.
   *
   * @throws DataException when the folder is missing or read-only, or the disk is full
   */
  public static void write(Path file, Content content) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new DataException(file.toString(), "a folder", "the name of a file to write", "");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new DataException(
          file.toString(), "folder " + folder + " that does not exist", "an existing folder", "Create it first.");
    }
    @Nullable Path temporary = null;
    try {
      temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
      try (FileOutputStream raw = new FileOutputStream(temporary.toFile())) {
        OutputStream out = new BufferedOutputStream(raw, 1 << 16);
        content.writeTo(out);
        out.flush();
        raw.getFD().sync();
      }
      keepPermissions(file, temporary);
      move(temporary, file);
    } catch (IOException e) {
      throw failure(file, folder, e);
    } finally {
      delete(temporary);
    }
  }

  /** Writes or replaces a file of UTF-8 text. */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void move(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Temporary files are private to their owner; the result is to be as readable as any file the user makes. */
  private static void keepPermissions(Path file, Path temporary) throws IOException {
    if (!Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
      return;
    }
    if (Files.exists(file)) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
    } else {
      Path probe = temporary.resolveSibling(temporary.getFileName() + ".mode");
      Files.createFile(probe);
      try {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(probe));
      } finally {
        Files.deleteIfExists(probe);
      }
    }
  }

  private static DataException failure(Path file, Path folder, IOException e) {
    String text = (e.getMessage() == null ? "" : e.getMessage()).toLowerCase(Locale.ROOT);
    boolean full = text.contains("no space") || text.contains("not enough space") || text.contains("quota");
    boolean denied = e instanceof AccessDeniedException || text.contains("read-only") || text.contains("denied");
    String got = full ? "a full disk" : denied ? "no permission to write in " + folder : e.toString();
    String hint =
        full
            ? "Free some space or choose another folder; the file is as it was before."
            : denied ? "Choose another folder or change its permissions." : "The file is as it was before.";
    return new DataException(file.toString(), got, "to write the file", hint, e);
  }

  private static void delete(@Nullable Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // The failure that is being reported matters more than a file left behind.
      System.getLogger(AtomicFile.class.getName()).log(System.Logger.Level.DEBUG, "cannot delete " + temporary, e);
    }
  }
}
