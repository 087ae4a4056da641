package hillock.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void thePageReplacesAnOlderOneAndLeavesNothingElse() throws Exception {
    Path file = folder.resolve("run.html");
    Files.writeString(file, "old");
    ReportPage.write(SampleReports.tumours(), file);
    assertThat(file).hasContent(ReportPage.html(SampleReports.tumours()));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aMissingFolderIsAClearError() {
    Path file = folder.resolve("none/run.html");
    assertThatThrownBy(() -> ReportPage.write(SampleReports.tumours(), file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not exist");
  }
}
