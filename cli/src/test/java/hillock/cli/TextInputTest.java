package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.model.Json;
import hillock.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions by what they ask for, of Li and Roth 2002. */
class TextInputTest {
  private static final List<String> KINDS =
      List.of("description", "entity", "abbreviation", "human", "number", "place");

  @TempDir Path folder;

  private Path questions(String name) throws IOException {
    List<String> csv = new ArrayList<>(List.of("question,kind"));
    Path packed = RealData.file("text/sentences/" + name);
    try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
      for (String line : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1).split("\n")) {
        String kind = KINDS.get(line.charAt(0) - '0');
        csv.add("\"" + line.substring(2).strip().replace("\"", "\"\"") + "\"," + kind);
      }
    }
    return Files.write(folder.resolve(name + ".csv"), csv);
  }

  @Test
  void questionsAreToldByTheirWords() throws IOException {
    Path train = questions("TREC.train.all.gz");
    Path test = questions("TREC.test.all.gz");
    CommandRun run =
        CommandRun.of(
            "train",
            train.toString(),
            "--text",
            "question",
            "--target",
            "kind",
            "--test-data",
            test.toString(),
            "--epochs",
            "5",
            "--json",
            "--report",
            file("q.html"),
            "--model",
            file("q.hillock"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().replaceAll("\\s+", " "))
        .contains("words and signs are read; the vocabulary has", "that of the naive Bayes is");
    Map<String, Object> json = Json.parseObject(run.lastLine(), "json");
    Map<?, ?> score = (Map<?, ?>) json.get("test");
    assertThat(score.get("n")).isEqualTo(500L);
    assertThat(((Number) score.get("accuracy")).doubleValue()).isGreaterThan(0.75);

    CommandRun predicted =
        CommandRun.withInput("id,question\n7,Who wrote Hamlet ?\n8,\n", "predict", file("q.hillock"), "-");
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).startsWith("id,question,prediction\n7,Who wrote Hamlet ?,human\n8,,");
    assertThat(CommandRun.of("evaluate", file("q.hillock"), test.toString()).out()).contains("accuracy");
    assertThat(CommandRun.of("inspect", file("q.hillock")).out()).contains("texts in the column 'question'");
  }

  @Test
  void wrongUseIsNamed() throws IOException {
    Path data = Files.writeString(folder.resolve("t.csv"), "t,c\nred,a\nblue,b\nred,a\nblue,b\n");
    says("--characters: got no --text", "train", data.toString(), "--characters");
    says("no column 'tt'", "train", data.toString(), "--text", "tt", "--target", "c");
    says("--tokens and --length: got a number below 1", "train", data.toString(), "--text", "t", "--length", "0");
  }

  private static void says(String message, String... line) {
    CommandRun run = CommandRun.of(line);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(Main.WRONG_USE);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
