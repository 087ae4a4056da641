package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {
  private static final int MONTHS = 120;

  @TempDir Path folder;
  private Path sales;

  /** Ten years of months: growth of 1% a month, and twice as much in December. */
  @BeforeEach
  void sales() throws IOException {
    StringBuilder csv = new StringBuilder("month,shop,sold\n");
    for (int i = 0; i < MONTHS; i++) {
      csv.append("%04d-%02d,A,%.1f%n".formatted(2010 + i / 12, 1 + i % 12, value(i)));
    }
    sales = Files.writeString(folder.resolve("sales.csv"), csv);
  }

  private static double value(int month) {
    return 100 * Math.pow(1.01, month) * (month % 12 == 11 ? 2 : 1);
  }

  private CommandRun train(Path data, String... options) {
    List<String> line =
        new ArrayList<>(
            List.of("train", data.toString(), "--forecast", "sold", "--json", "--model", file("sales.hillock")));
    line.addAll(List.of(options));
    return CommandRun.of(line.toArray(String[]::new));
  }

  @Test
  void aSeriesIsForecastMeasuredAndContinued() throws IOException {
    CommandRun run = train(sales, "--horizon", "6", "--report", file("sales.html"));
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, Object> json = Json.parseObject(run.lastLine(), "json");
    assertThat(run.err().replaceAll("\\s+", " "))
        .contains("the next 6 values of 'sold'", "A season has 12 steps.", "its logarithm is")
        .contains("Column 'shop' is left out", "that of the seasonal naive is");
    Map<?, ?> test = (Map<?, ?>) json.get("test");
    assertThat(test.keySet().stream().map(String::valueOf)).containsExactly("n", "rmse", "mae", "mase", "ci95");
    Map<?, ?> baseline = (Map<?, ?>) json.get("baseline");
    assertThat(baseline.keySet().stream().map(String::valueOf))
        .containsExactly("lastValue", "seasonalNaive", "linearModel");
    double naive = ((Number) ((Map<?, ?>) baseline.get("seasonalNaive")).get("rmse")).doubleValue();
    assertThat(((Number) test.get("rmse")).doubleValue()).isLessThan(0.7 * naive);

    CommandRun predicted = CommandRun.of("predict", file("sales.hillock"), sales.toString());
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(7).first().isEqualTo("month,prediction");
    assertThat(lines.get(1)).startsWith("2020-01-01,");
    assertThat(lines.get(6)).startsWith("2020-06-01,");
    for (int h = 0; h < 6; h++) {
      double told = Double.parseDouble(lines.get(h + 1).split(",")[1]);
      assertThat(told / value(MONTHS + h)).as("month " + h).isBetween(0.8, 1.25);
    }

    CommandRun evaluated = CommandRun.of("evaluate", file("sales.hillock"), sales.toString(), "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.err()).contains("windows", "mase");
    assertThat(Json.parseObject(evaluated.lastLine(), "json")).containsEntry("n", (long) MONTHS - 24 - 6 + 1);
    CommandRun inspected = CommandRun.of("inspect", file("sales.hillock"));
    assertThat(inspected.code()).as(inspected.err()).isZero();
    assertThat(inspected.out()).contains("sold");
  }

  @Test
  void theSameWeightsWithAnyThreadsAndAfterAResume() {
    String one = sha("--threads", "1", "--no-report");
    assertThat(sha("--threads", "3", "--no-report")).isEqualTo(one);
    String[] stored = {"--no-report", "--checkpoint", file("run")};
    assertThat(sha(stored)).isEqualTo(one);
    assertThat(sha(Stream.concat(Stream.of(stored), Stream.of("--resume")).toArray(String[]::new))).isEqualTo(one);
  }

  private String sha(String... options) {
    CommandRun run = train(sales, options);
    assertThat(run.code()).as(run.err()).isZero();
    return (String) Json.parseObject(run.lastLine(), "json").get("weightsSha256");
  }

  @Test
  void badSeriesAndOptionsAreNamed() throws IOException {
    List<String> lines = Files.readAllLines(sales);
    says(sales, "no column 'solt'", "Did you mean 'sold'?", "--forecast", "solt");
    says(sales, "--horizon: got 0 steps", "at least 1", "--horizon", "0");
    says(sales, "window of 90", "no window fits", "--window", "90");
    says(sales, "also --target", "one of the two", "--target", "sold");
    says(sales, "text such as 'A'", "expected dates", "--time", "shop");
    says(sales, "cross-validation", "a forecast", "--cross-validate", "3");
    Path empty = Files.writeString(folder.resolve("empty.csv"), lines.getFirst() + "\n");
    says(empty, "a header without rows", "at least one row");
    Path words = Files.writeString(folder.resolve("words.csv"), "month,sold\n2010-01,few\n2010-02,many\n2010-03,few\n");
    says(words, "text such as 'few'", "expected numbers");
    List<String> shuffled = new ArrayList<>(lines);
    shuffled.add(1, shuffled.remove(9));
    Path unsorted = Files.write(folder.resolve("unsorted.csv"), shuffled);
    says(unsorted, "row 2: got '2010-01-01T00:00' after the later '2010-09-01T00:00'", "Sort the rows by time.");

    assertThat(train(sales, "--no-report", "--epochs", "2").code()).isZero();
    Path brief = Files.write(folder.resolve("brief.csv"), lines.subList(0, 10));
    CommandRun run = CommandRun.of("predict", file("sales.hillock"), brief.toString());
    assertThat(run.err()).contains("got 9 rows, expected at least the 24 that the model looks back at");
    assertThat(run.code()).isEqualTo(Main.WRONG_USE);
    Path gaps = Files.write(folder.resolve("gaps.csv"), lines.stream().filter(l -> !l.startsWith("2015-03")).toList());
    CommandRun noted = train(gaps, "--no-report", "--epochs", "2");
    assertThat(noted.code()).as(noted.err()).isZero();
    assertThat(noted.err()).contains("1 steps of 1 month are missing");
  }

  private void says(Path data, String first, String second, String... options) {
    List<String> line = new ArrayList<>(List.of("train", data.toString(), "--no-report", "--epochs", "2"));
    if (!List.of(options).contains("--forecast")) {
      line.addAll(List.of("--forecast", "sold"));
    }
    line.addAll(List.of(options));
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertThat(run.err()).contains(first, second).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(Main.WRONG_USE);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
