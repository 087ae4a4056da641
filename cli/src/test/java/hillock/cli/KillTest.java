package hillock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hillock.kernel.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hillock train --checkpoint} is killed or interrupted, goes on with {@code --resume}, and ends the same. */
class KillTest {
  /** An epoch and its checkpoint take less, so that the kill may land anywhere in one. */
  private static final int MOST_MILLIS = 80;

  @TempDir private Path folder;

  /** More than the killed runs get through, each with a few epochs. */
  private int epochs = 40;

  @Test
  void killedThreeTimesItEndsWithTheSameWeights() throws Exception {
    killed(3);
  }

  @Test
  @Tag("long")
  void killedTwentyTimesItEndsWithTheSameWeights() throws Exception {
    epochs = 200;
    killed(20);
  }

  @Test
  void anInterruptedRunSaysHowToResumeAndResumesToTheSameWeights() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/kill")), "no /bin/kill to send the signal of Ctrl-C with");
    ForkedRun run = start("cut", "resumed");
    awaitCheckpoint(run, "none");
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
    for (int moment : moments) {
      Object before = checkpoint();
      ForkedRun run = start("killed", "resumed");
      awaitCheckpoint(run, before);
      boolean ended = run.process().waitFor(Integer.remainderUnsigned(moment, MOST_MILLIS), TimeUnit.MILLISECONDS);
      assertThat(ended).as("ended before it was killed").isFalse();
      run.process().destroyForcibly();
      run.end();
    }
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
    List<String> line = new ArrayList<>(List.of("train", "digits", "--epochs", Integer.toString(epochs)));
    line.addAll(List.of("--early-stopping", "0", "--kernels", "scalar", "--no-report", "--json"));
    line.addAll(List.of("--checkpoint", checkpoints, "--resume", "--model", model + ".hillock"));
    return ForkedRun.start(folder, List.of(), line);
  }

  /** Until the run has written a checkpoint of its own: it trains, and there is something to resume. */
  private void awaitCheckpoint(ForkedRun run, Object before) throws Exception {
    while (run.process().isAlive() && checkpoint().equals(before)) {
      Thread.sleep(1);
    }
  }

  /** Tells one checkpoint from the next. */
  private Object checkpoint() throws IOException {
    try {
      return Files.getLastModifiedTime(folder.resolve("resumed/checkpoint.hillock"));
    } catch (NoSuchFileException e) {
      return "none";
    }
  }
}
