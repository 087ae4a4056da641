package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
