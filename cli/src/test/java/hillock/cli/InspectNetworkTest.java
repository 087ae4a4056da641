package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks by name, as text and from files, shown and trained. */
class InspectNetworkTest {
  @TempDir private Path folder;

  @Test
  void aPresetIsShownWithShapesParametersAndOperations() {
    CommandRun run = CommandRun.of("inspect", "lstm", "--input", "28x28x1");
    assertThat(run.code()).as(run.err()).isZero();
    // 28·512 + 128·512 + 512 weights, used at 28 steps; 128·10 + 10.
    assertThat(run.out()).contains("input [28, 28, 1]", "lstm(128)", "[128]", "80,384", "4,472,832", "81,674");
    assertThat(run.out().lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(Terminal.WIDTH));
    assertThat(CommandRun.of("inspect", "lenet", "--input", "28x28x1").out())
        .contains("conv2d(32, size(5))", "[8, 8, 64]");
    assertThat(CommandRun.of("inspect", "resnet", "--input", "28x28x1").out()).contains("[14, 14, 64]");
    assertThat(CommandRun.of("inspect", "autoencoder", "--input", "784").out()).contains("dense(30)", "[784]");
  }

  @Test
  void aNetworkFileMayBeShortAndIsDrawn() throws IOException {
    Path file = folder.resolve("net.json");
    Files.writeString(
        file,
        "{\"type\": \"Graph\", \"nodes\": [{\"name\": \"a\", \"spec\": \"dense(8) relu\"},"
            + " {\"name\": \"sum\", \"spec\": \"add\", \"inputs\": [\"a\", \"input\"]}]}");
    Path picture = folder.resolve("net.svg");
    CommandRun run =
        CommandRun.of("inspect", file.toString(), "--input", "8", "--picture", picture.toString(), "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(picture)).contains("<svg", "dense(8)", "sum").doesNotContain("null");
    Map<String, Object> json = Json.parseObject(run.lastLine(), "json");
    assertThat(json).containsEntry("parameters", 72L).containsEntry("input", List.of(8L));
  }

  @Test
  void mistakesAreExplained() {
    refused("Did you mean 'lstm'?", "inspect", "lsmt", "--input", "28x28");
    refused("Did you mean 'autoencoder'?", "train", "digits", "--network", "autoencodr");
    refused("--input 28x28x1", "inspect", "mlp");
    refused("--input: got '28by28'", "inspect", "mlp", "--input", "28by28");
    refused("ends in .svg", "inspect", "mlp", "--input", "28", "--picture", "net.png");
    refused("layer '0.multiHeadAttention'", "inspect", "multi-head-attention(2) relu", "--input", "9");
    refused("lenet: got inputs of shape [4], expected images", "train", "iris", "--network", "lenet");
    refused("End it with Dense(4)", "train", "iris", "--network", "autoencoder(dense(2), dense(3))");
  }

  private static void refused(String message, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(String.join(" ", arguments)).isEqualTo(Main.WRONG_USE);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void presetsTrainOnWhatFitsThem() {
    for (String preset : List.of("mlp", "gru", "lenet")) {
      String data = preset.equals("lenet") ? "digits" : "iris";
      Path model = folder.resolve(preset + ".hillock");
      CommandRun run = CommandRun.of("train", data, "--network", preset, "--epochs", "2", "--model", model.toString());
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(model).exists();
    }
  }
}
