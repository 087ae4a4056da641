package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hillock.gallery.Entry;
import hillock.gallery.Gallery;
import hillock.gallery.run.Figure;
import hillock.gallery.run.Result;
import hillock.gallery.run.Unit;
import hillock.model.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hillock gallery}. */
class GalleryCommandTest {
  private static final String CHEAP = "universal-approximation";

  @TempDir private Path folder;

  @Test
  void theListNamesEveryEntryWithin80Columns() {
    CommandRun run = CommandRun.of("gallery", "list");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(CommandRun.of("gallery").out());
    for (Entry entry : Gallery.entries()) {
      assertThat(run.out()).contains(entry.name(), entry.summary());
    }
    assertThat(run.out().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
  }

  @Test
  void aRunPrintsItsFiguresAndWritesItsFiles() throws Exception {
    Path out = folder.resolve("new/folder");
    CommandRun run = CommandRun.of("gallery", "run", CHEAP, "--quick", "--out", out.toString(), "--json");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("figure", "published", "holds?", "bars held");
    assertThat(run.err().lines()).allMatch(line -> line.length() <= Terminal.WIDTH || line.startsWith("Written"));
    Map<String, Object> printed = Json.parseObject(run.out(), "json");
    assertThat(printed).containsEntry("entry", CHEAP).containsEntry("quick", true);
    assertThat(Json.parseObject(Files.readString(out.resolve("result.json")), "file")).isEqualTo(printed);
    assertThat(out.resolve("error-by-width.png")).isNotEmptyFile();
  }

  @Test
  void theSameSeedGivesTheSameResultOnOtherThreadsAndKernels() throws Exception {
    List<String> results = new java.util.ArrayList<>();
    for (String[] engine : new String[][] {{"--threads", "1", "--kernels", "scalar"}, {"--threads", "3"}}) {
      List<String> line = new java.util.ArrayList<>(List.of("gallery", "run", CHEAP, "--quick", "--seed", "5", "-q"));
      line.addAll(List.of("--out", folder.toString()));
      line.addAll(List.of(engine));
      assertThat(CommandRun.of(line.toArray(String[]::new)).code()).isZero();
      results.add(Files.readString(folder.resolve("result.json")));
    }
    assertThat(results.getFirst()).isEqualTo(results.getLast());
  }

  @Test
  void missingDataAndWrongNamesAreExplained() {
    CommandRun data = CommandRun.of("gallery", "run", "mnist-mlp", "--data", folder.toString());
    assertThat(data.code()).isEqualTo(Main.WRONG_USE);
    assertThat(data.err()).contains("mnist", "--data DIR", "HILLOCK_DATA").doesNotContain("\tat ");
    CommandRun name = CommandRun.of("gallery", "run", "mnist-mpl");
    assertThat(name.code()).isEqualTo(Main.WRONG_USE);
    assertThat(name.err()).contains("Did you mean 'mnist-mlp'?", "hillock gallery list");
  }

  @Test
  void aFileInTheWayIsToldBeforeTheWork() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "mine");
    CommandRun run = CommandRun.of("gallery", "run", CHEAP, "--out", file.toString());
    assertThat(run.code()).isEqualTo(Main.WRONG_USE);
    assertThat(run.err()).contains("--out");
    assertThat(file).hasContent("mine");
  }

  @Test
  void anInterruptedRunWritesNothing() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/kill")), "no /bin/kill to send the signal of Ctrl-C with");
    ForkedRun run = ForkedRun.start(folder, List.of(), List.of("gallery", "run", CHEAP));
    while (run.process().isAlive() && !run.errSoFar().contains("1/5")) {
      Thread.sleep(20);
    }
    new ProcessBuilder("/bin/kill", "-INT", Long.toString(run.process().pid())).inheritIO().start().waitFor();
    CommandRun ended = run.end();
    assertThat(ended.code()).as("exit code of a process ended by signal 2").isEqualTo(Main.INTERRUPTED);
    assertThat(ended.err()).contains("Nothing was written").doesNotContain("\tat ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFigureThatFallsShortIsSaidPlainly() {
    Result result =
        new Result()
            .with(Figure.of("accuracy", Unit.PERCENT, 0.97, 0.98).published(0.984).atLeast(0.984))
            .with(Figure.of("ratio", Unit.TIMES, 6.1).within(5, 7));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.piped(new ByteArrayInputStream(new byte[0]), print, print);
    GalleryText.show(terminal, result, false, 75, List.of());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("97.50% ± 0.71%", "NO", "Falls short: accuracy is 97.50% ± 0.71%, expected >= 98.40%.")
        .contains("1 of 2 bars held, in 1:15.");
  }
}
