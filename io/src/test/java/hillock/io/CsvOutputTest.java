package hillock.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.Table;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvOutputTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenCanBeRead() {
    Path file = folder.resolve("out.csv");
    CsvOutput.write(file, List.of("name", "p"), List.of(List.of("a,b", "0.5"), List.of("say \"hi\"", "1")));
    assertThat(file).hasContent("name,p\n\"a,b\",0.5\n\"say \"\"hi\"\"\",1\n");
    assertThat(((Table) Sources.open(file).data()).column("name").text(1)).isEqualTo("say \"hi\"");
  }

  @Test
  void aFailureHalfwayLeavesNoFile() {
    Path file = folder.resolve("out.csv");
    Iterable<List<String>> rows =
        () ->
            new Iterator<>() {
              private int n;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public List<String> next() {
                if (n++ == 1000) {
                  throw new IllegalStateException("prediction failed");
                }
                return List.of("x");
              }
            };
    assertThatThrownBy(() -> CsvOutput.write(file, List.of("a"), rows)).hasMessage("prediction failed");
    assertThat(folder).isEmptyDirectory();
  }
}
