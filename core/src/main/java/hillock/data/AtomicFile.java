package hillock.data;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file so that its name always stands for the old content or for all of the new one, whatever happens in
 * between: the content goes to a temporary file in the same folder, is forced to disk, and takes the name in one move.
 * The next write of the same file deletes the temporary files of writers that were killed.
 */
public final class AtomicFile {
  /**
   * After so long without a change nobody writes a temporary file any more, even when its process seems to live: in
   * containers every process has the same number.
   */
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

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
      deleteAbandoned(folder, file);
      temporary =
          Files.createTempFile(folder, "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".", ".tmp");
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

  /** Removes what writers of this file left that were killed; not what a writer of another process is busy with. */
  private static void deleteAbandoned(Path folder, Path file) throws IOException {
    Pattern name =
        Pattern.compile(Pattern.quote("." + file.getFileName() + ".") + "(\\d{1,18})\\.\\d+\\.tmp(\\.mode)?");
    Instant old = Instant.now().minus(LONGEST_WRITE);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path other : files) {
        Matcher left = name.matcher(other.getFileName().toString());
        if (left.matches() && (isDead(left.group(1)) || Files.getLastModifiedTime(other).toInstant().isBefore(old))) {
          delete(other);
        }
      }
    } catch (NoSuchFileException e) {
      // Its writer has just finished; whatever else was left waits for the next write.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isDead(String process) {
    return ProcessHandle.of(Long.parseLong(process)).isEmpty();
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
