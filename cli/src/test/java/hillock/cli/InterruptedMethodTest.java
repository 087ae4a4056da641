package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that learn by a rule of their own are interrupted by Ctrl-C, resume, and leave the file of a whole run. */
class InterruptedMethodTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "perceptron --epochs 25",
        "som --epochs 15",
        "rbm --epochs 15",
        "som --task none --epochs 15",
        "rbm --task none --epochs 15"
      })
  void theFileIsThatOfAWholeRun(String network) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/kill")), "no /bin/kill to send the signal of Ctrl-C with");
    Path checkpoint = folder.resolve("run").resolve("checkpoint.hillock");
    ForkedRun run =
        ForkedRun.start(folder, List.of(), line(network, "cut.hillock", "--checkpoint", "run", "--kernels", "scalar"));
    while (run.process().isAlive() && !Files.exists(checkpoint)) {
      Thread.sleep(1);
    }
    String process = Long.toString(run.process().pid());
    new ProcessBuilder("/bin/kill", "-INT", process).inheritIO().start().waitFor();
    CommandRun ended = run.end();
    assertThat(ended.err()).contains("Resume with: hillock train digits");

    String whole = folder.resolve("whole.hillock").toString();
    String resumed = folder.resolve("resumed.hillock").toString();
    String from = folder.resolve("run").toString();
    CommandRun rest = CommandRun.of(arguments(network, resumed, "--checkpoint", from, "--resume"));
    assertThat(rest.code()).as(rest.err()).isZero();
    CommandRun once = CommandRun.of(arguments(network, whole));
    assertThat(once.code()).as(once.err()).isZero();
    assertThat(Path.of(resumed)).hasSameBinaryContentAs(Path.of(whole));
    assertThat(folder.resolve("cut.hillock")).as("the model so far").isNotEmptyFile();
    assertThat(Files.mismatch(folder.resolve("cut.hillock"), Path.of(whole)))
        .as("was it interrupted?")
        .isNotEqualTo(-1);
  }

  private static String[] arguments(String network, String model, String... more) {
    return line(network, model, more).toArray(String[]::new);
  }

  private static List<String> line(String network, String model, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "digits", "--no-report", "--model", model, "--network"));
    line.addAll(List.of(network.split(" ")));
    line.addAll(List.of(more));
    return line;
  }
}
