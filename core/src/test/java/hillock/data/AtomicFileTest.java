package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReplaces() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "one");
    AtomicFile.write(file, "two");
    assertThat(file).hasContent("two");
    assertAlone(file);
  }

  @Test
  void aFailureKeepsTheOldFileAndLeavesNothingBehind() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                out -> {
                  out.write("half".getBytes(StandardCharsets.UTF_8));
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": got a full disk, expected to write the file."
                + " Free some space or choose another folder; the file is as it was before.");
    assertThat(file).hasContent("old");
    assertAlone(file);
  }

  @Test
  void aBugInTheContentLeavesNothingBehindEither() throws IOException {
    Path file = folder.resolve("a.txt");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                out -> {
                  throw new IllegalStateException("bug");
                }))
        .hasMessage("bug");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatKilledWritersLeftIsDeletedByTheNextWriteAndNothingElse() throws Exception {
    Path file = folder.resolve("a.txt");
    Process ended =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    ended.waitFor();
    Files.writeString(folder.resolve(".a.txt." + ended.pid() + ".123.tmp"), "half");
    Path busy = Files.writeString(folder.resolve(".a.txt." + ProcessHandle.current().pid() + ".123.tmp"), "half");
    Path other = Files.writeString(folder.resolve(".b.txt." + ended.pid() + ".123.tmp"), "of another file");

    AtomicFile.write(file, "new");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, busy, other);
    }

    Files.setLastModifiedTime(busy, FileTime.from(Instant.now().minusSeconds(600)));
    AtomicFile.write(file, "newer");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, other);
    }
  }

  @Test
  void missingFoldersAreSaid() {
    Path file = folder.resolve("none").resolve("a.txt");
    assertThatThrownBy(() -> AtomicFile.write(file, "x"))
        .hasMessage(
            file
                + ": got folder "
                + file.getParent()
                + " that does not exist, expected an existing folder."
                + " Create it first.");
    assertThatThrownBy(() -> AtomicFile.write(folder, "x"))
        .hasMessage(folder + ": got a folder, expected the name of a file to write.");
  }

  private void assertAlone(Path file) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
