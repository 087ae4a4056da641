package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hillock.kernel.Randomness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hillock train --checkpoint} is killed or interrupted, goes on with {@code --resume}, and ends the same. */
class KillTest {
  private static final int EPOCHS = 40;

  @TempDir private Path folder;

  @Test
  void killedThreeTimesItEndsWithTheSameWeights() throws Exception {
    killed(3);
  }

  @Test
  @Tag("long")
  void killedTwentyTimesItEndsWithTheSameWeights() throws Exception {
    killed(20);
  }

  @Test
  void anInterruptedRunSaysHowToResumeAndResumesToTheSameWeights() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/kill")), "no /bin/kill to send the signal of Ctrl-C with");
    ForkedRun run = start("cut", "resumed");
    awaitCheckpoint(run);
    String process = Long.toString(run.process().pid());
    new ProcessBuilder("/bin/kill", "-INT", process).inheritIO().start().waitFor();
    CommandRun ended = run.end();
    assertThat(ended.code()).as("exit code of a process ended by signal 2").isEqualTo(128 + 2);
    assertThat(ended.err()).contains("Resume with: hillock train digits", "--resume").doesNotContain("\tat ");
    assertThat(folder.resolve("cut.hillock")).as("the model so far").isNotEmptyFile();

    assertThat(start("cut", "resumed").json().get("weightsSha256")).isEqualTo(uninterrupted());
  }

  private void killed(int kills) throws Exception {
    int[] moments = new int[kills];
    new Randomness(System.nanoTime(), 0, 0).bits(moments, 0, kills);
    int killed = 0;
    for (int moment : moments) {
      ForkedRun run = start("killed", "resumed");
      awaitCheckpoint(run);
      if (!run.process().waitFor(Integer.remainderUnsigned(moment, 300), TimeUnit.MILLISECONDS)) {
        run.process().destroyForcibly();
        killed++;
      }
      run.end();
    }
    assertThat(killed).as("runs killed before they ended").isPositive();
    assertThat(start("killed", "resumed").json().get("weightsSha256")).isEqualTo(uninterrupted());
    try (var files = Files.list(folder.resolve("resumed"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .as("files of killed writers")
          .noneMatch(f -> f.endsWith(".tmp"));
    }
  }

  private Object uninterrupted() throws Exception {
    return start("whole", "once").json().get("weightsSha256");
  }

  private ForkedRun start(String model, String checkpoints) throws Exception {
    List<String> line = new ArrayList<>(List.of("train", "digits", "--epochs", Integer.toString(EPOCHS)));
    line.addAll(List.of("--early-stopping", "0", "--kernels", "scalar", "--no-report", "--json"));
    line.addAll(List.of("--checkpoint", checkpoints, "--resume", "--model", model + ".hillock"));
    return ForkedRun.start(folder, List.of(), line);
  }

  /** Until there is something to resume, and the run is at it. */
  private void awaitCheckpoint(ForkedRun run) throws Exception {
    while (run.process().isAlive()
        && !(Files.exists(folder.resolve("resumed/checkpoint.hillock"))
            && run.process().info().totalCpuDuration().map(d -> d.toMillis() > 1000).orElse(true))) {
      Thread.sleep(20);
    }
  }
}
