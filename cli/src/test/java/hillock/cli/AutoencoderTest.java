package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.model.Json;
import hillock.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Autoencoders by name and as text, from training to codes. */
class AutoencoderTest {
  @TempDir Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Map<String, Object> train(String data, String model, String network, String... options) {
    List<String> line =
        new ArrayList<>(List.of("train", data, "--json", "--no-report", "--model", file(model), "--network", network));
    line.addAll(List.of(options));
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return Json.parseObject(run.lastLine(), "json");
  }

  private static double rmse(Object score) {
    return ((Number) ((Map<?, ?>) score).get("rmse")).doubleValue();
  }

  @Test
  void aTableIsRebuiltWithErrorCodeAndColumns() throws IOException {
    Path csv = folder.resolve("cars.csv");
    StringBuilder text = new StringBuilder("length,width,area,colour,made\n");
    for (int i = 0; i < 200; i++) {
      int length = 20 + i * 7 % 41;
      int width = 10 + i * 13 % 17;
      text.append(length).append(',').append(width).append(',').append(length * width).append(',');
      text.append(width > 18 ? "red" : "green").append(',');
      text.append("20%02d-03-01".formatted(i % 20)).append('\n');
    }
    Files.writeString(csv, text);
    Map<String, Object> json = train(csv.toString(), "cars.hillock", "autoencoder", "--epochs", "60");
    assertThat(json).containsEntry("task", "reconstruction");
    Map<?, ?> baseline = (Map<?, ?>) json.get("baseline");
    assertThat(rmse(json.get("test"))).isLessThan(rmse(baseline.get("mean")) / 2);
    assertThat(rmse(baseline.get("linearAutoencoder"))).isLessThan(rmse(baseline.get("mean")));

    CommandRun predicted = CommandRun.of("predict", file("cars.hillock"), csv.toString(), "--code", "--rebuilt");
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(201);
    assertThat(lines.getFirst())
        .isEqualTo(
            "length,width,area,colour,made,error,code_1,code_2,code_3,rebuilt_length,rebuilt_width,rebuilt_area,"
                + "rebuilt_colour,rebuilt_made");
    int colours = 0;
    double off = 0;
    for (String line : lines.subList(1, 201)) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      colours += cells.get(3).equals(cells.get(12)) ? 1 : 0;
      off += Math.abs(Double.parseDouble(cells.get(0)) - Double.parseDouble(cells.get(9))) / 200;
      assertThat(cells.get(13)).matches("year \\d{4} weekday \\d");
    }
    assertThat(colours).isGreaterThan(190);
    assertThat(off).as("lengths from 20 to 60").isLessThan(6);
    assertThat(CommandRun.of("predict", file("cars.hillock"), csv.toString()).out().lines().findFirst())
        .contains("length,width,area,colour,made,error");

    CommandRun evaluated = CommandRun.of("evaluate", file("cars.hillock"), csv.toString(), "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(Json.parseObject(evaluated.lastLine(), "json")).containsEntry("n", 200L).containsKey("rmse");
    assertThat(CommandRun.of("inspect", file("cars.hillock")).out())
        .contains("Predicts its own 7 inputs: an autoencoder", "encoder.sequential", "dense(3)");
  }

  @Test
  void imagesAreRebuiltWithTheSameBitsByAnyThreadsAndAfterResume() {
    String[] few = {"--epochs", "6"};
    Map<String, Object> whole = train("digits", "a.hillock", "denoising-autoencoder", few);
    assertThat(rmse(whole.get("test"))).isLessThan(rmse(((Map<?, ?>) whole.get("baseline")).get("mean")));
    String hash = (String) whole.get("weightsSha256");
    for (String kernels : List.of("scalar", "auto")) {
      assertThat(
              train(
                      "digits",
                      "b.hillock",
                      "denoising-autoencoder",
                      "--epochs",
                      "6",
                      "--threads",
                      "3",
                      "--kernels",
                      kernels)
                  .get("weightsSha256"))
          .isEqualTo(hash);
    }
    Model model = Model.open(folder.resolve("a.hillock"));
    assertThat(model.network().output().size()).isEqualTo(64);
    CommandRun predicted = CommandRun.of("predict", file("a.hillock"), "digits", "--code");
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out().lines().findFirst().orElseThrow()).endsWith("error,code_1,code_2".concat(codes(30)));
    CommandRun evaluated = CommandRun.of("evaluate", file("a.hillock"), "digits", "--json");
    double error = ((Number) Json.parseObject(evaluated.lastLine(), "json").get("rmse")).doubleValue();
    assertThat(error).isCloseTo(rmse(whole.get("test")), within(0.1));

    String[] checkpoint = {"--epochs", "6", "--checkpoint", file("run")};
    assertThat(train("digits", "c.hillock", "denoising-autoencoder", checkpoint).get("weightsSha256")).isEqualTo(hash);
    assertThat(
            train(
                    "digits",
                    "c.hillock",
                    "denoising-autoencoder",
                    "--epochs",
                    "6",
                    "--checkpoint",
                    file("run"),
                    "--resume")
                .get("weightsSha256"))
        .isEqualTo(hash);
  }

  private static String codes(int n) {
    StringBuilder text = new StringBuilder();
    for (int i = 3; i <= n; i++) {
      text.append(",code_").append(i);
    }
    return text.toString();
  }

  @Test
  void aNetworkGivenAsTextAndTheTargetOfASet() {
    Map<String, Object> json =
        train("iris", "i.hillock", "autoencoder(dense(8) tanh variational(2, 0.05), dense(8) tanh dense(4))");
    assertThat(json).containsEntry("task", "reconstruction");
    assertThat(Model.open(folder.resolve("i.hillock")).network().input().toString()).isEqualTo("[4]");
  }

  @Test
  void aReportOfErrorsIsWritten() throws IOException {
    CommandRun run =
        CommandRun.of(
            "train",
            "digits",
            "--network",
            "autoencoder",
            "--epochs",
            "2",
            "--model",
            file("d.hillock"),
            "--report",
            file("d.html"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("reconstruction", "linear autoencoder", "off by", "--code");
    assertThat(Files.readString(folder.resolve("d.html")))
        .contains("rebuilding its inputs", "Error of the rows", "rebuilt worst");
  }

  @Test
  void whatMeansNothingIsRefused() {
    says("target: got the column 'species', expected no target for an autoencoder", "iris", "--target", "species");
    says("--network: got also --hidden", "iris", "--hidden", "4");
    says("loss: got CrossEntropy for an autoencoder", "iris", "--loss", "cross-entropy");
    CommandRun classes = CommandRun.of("train", "iris", "--no-report", "--epochs", "1", "--model", file("c.hillock"));
    assertThat(classes.code()).as(classes.err()).isZero();
    CommandRun code = CommandRun.of("predict", file("c.hillock"), "iris", "--code");
    assertThat(code.code()).isEqualTo(Main.WRONG_USE);
    assertThat(code.err()).contains("--code: got a model that predicts 'species', expected an autoencoder");
  }

  private void says(String message, String data, String... options) {
    List<String> line =
        new ArrayList<>(List.of("train", data, "--network", "autoencoder", "--no-report", "--model", file("bad")));
    line.addAll(List.of(options));
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(Main.WRONG_USE);
  }
}
