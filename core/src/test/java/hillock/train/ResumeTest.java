package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed or interrupted anywhere, and resumed, ends with the bits of a run that was not. */
class ResumeTest {
  private static final int EPOCHS = 4;
  private static final int STEPS = EPOCHS * 3;

  @TempDir private Path folder;

  private final Dataset train = Problems.blobs(60, 1);
  private final Dataset validation = Problems.blobs(30, 2);

  /** Stands for a kill: nothing after it gets done. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Run {
    final Network network = Problems.noisyNetwork(2, 3, 5);
    final List<String> warnings = new ArrayList<>();
    Trainer trainer;

    Run(Dataset validation, Optimizer optimizer) {
      trainer =
          Trainer.of(TrainingStep.supervised(network, new CrossEntropy(), optimizer).seed(5))
              .validate(validation.batches(30), new Accuracy())
              .schedule(new WarmUp(2, new ReduceOnPlateau(0)))
              .with(new EarlyStopping(100))
              .with(
                  new Listener() {
                    @Override
                    public void warned(String message) {
                      warnings.add(message);
                    }
                  });
    }

    String weights() {
      return Fingerprint.of(network.parameters().values());
    }
  }

  private Run run() {
    return new Run(validation, new AdamW(0.05));
  }

  private Outcome fit(Run run) {
    return run.trainer.fit(train.shuffled(9).batches(20), EPOCHS);
  }

  private static Listener killAfter(long step) {
    return new Listener() {
      @Override
      public void stepped(Progress progress) {
        if (progress.step() == step) {
          throw new Killed();
        }
      }
    };
  }

  @Test
  void resumesAfterAKillAtEveryStep() {
    Run whole = run();
    Outcome expected = fit(whole);
    for (int every = 1; every <= 4; every++) {
      for (int step = 1; step <= STEPS; step++) {
        Checkpoints checkpoints = Checkpoints.in(folder.resolve(every + "-" + step)).everySteps(every);
        Run killed = run();
        killed.trainer.checkpoint(checkpoints).with(killAfter(step));
        assertThatThrownBy(() -> fit(killed)).isInstanceOf(Killed.class);
        Run resumed = run();
        resumed.trainer.checkpoint(checkpoints).resume(true);
        Outcome outcome = fit(resumed);
        assertThat(resumed.weights()).as("killed after step %d", step).isEqualTo(whole.weights());
        assertSameFigures(outcome.history(), expected.history());
      }
    }
  }

  private static void assertSameFigures(History got, History expected) {
    assertThat(got.size()).isEqualTo(expected.size());
    for (int e = 0; e < got.size(); e++) {
      assertThat(got.at(e).trainLoss()).isEqualTo(expected.at(e).trainLoss());
      assertThat(got.at(e).validationLoss()).isEqualTo(expected.at(e).validationLoss());
      assertThat(got.at(e).metrics()).isEqualTo(expected.at(e).metrics());
      assertThat(got.at(e).learningRate()).isEqualTo(expected.at(e).learningRate());
    }
  }

  @Test
  void interruptedRunsSaveAndContinue() {
    Run whole = run();
    fit(whole);
    for (int step = 1; step < STEPS; step++) {
      int last = step;
      Checkpoints checkpoints = Checkpoints.in(folder.resolve("i" + step)).everyEpochs(1000);
      Run first = run();
      first
          .trainer
          .checkpoint(checkpoints)
          .with(
              new Listener() {
                @Override
                public void stepped(Progress progress) {
                  if (progress.step() == last) {
                    first.trainer.interrupt();
                  }
                }
              });
      Outcome outcome = fit(first);
      assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
      assertThat(((Outcome.Interrupted) outcome).step()).isEqualTo(step);
      Run second = run();
      second.trainer.checkpoint(checkpoints).resume(true);
      fit(second);
      assertThat(second.weights()).isEqualTo(whole.weights());
    }
  }

  @Test
  void aFinishedRunStaysFinished() {
    Run first = run();
    first.trainer.checkpoint(Checkpoints.in(folder));
    Outcome ended = fit(first);
    Run again = run();
    again.trainer.checkpoint(Checkpoints.in(folder)).resume(true).with(killAfter(STEPS + 1));
    assertThat(fit(again).name()).isEqualTo(ended.name());
    assertThat(again.weights()).isEqualTo(first.weights());
  }

  @Test
  void aDamagedCheckpointFallsBackToTheOneBefore() throws IOException {
    Run whole = run();
    fit(whole);
    Run killed = run();
    killed.trainer.checkpoint(Checkpoints.in(folder).everySteps(1)).with(killAfter(8));
    assertThatThrownBy(() -> fit(killed)).isInstanceOf(Killed.class);
    Path newest = folder.resolve("checkpoint.hillock");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);
    Run resumed = run();
    resumed.trainer.checkpoint(Checkpoints.in(folder)).resume(true);
    fit(resumed);
    assertThat(resumed.warnings).singleElement().asString().contains("checkpoint.previous.hillock");
    assertThat(resumed.weights()).isEqualTo(whole.weights());

    Files.write(folder.resolve("checkpoint.previous.hillock"), new byte[10]);
    Files.write(newest, new byte[10]);
    Run lost = run();
    lost.trainer.checkpoint(Checkpoints.in(folder)).resume(true);
    assertThatThrownBy(() -> fit(lost)).hasMessageContaining("checkpoint");
  }

  @Test
  void aKillBetweenTheTwoRenamingsLosesNothing() throws IOException {
    Run whole = run();
    fit(whole);
    Run killed = run();
    killed.trainer.checkpoint(Checkpoints.in(folder).everySteps(1)).with(killAfter(8));
    assertThatThrownBy(() -> fit(killed)).isInstanceOf(Killed.class);
    Files.delete(folder.resolve("checkpoint.hillock"));
    Run resumed = run();
    resumed.trainer.checkpoint(Checkpoints.in(folder)).resume(true);
    fit(resumed);
    assertThat(resumed.weights()).isEqualTo(whole.weights());
  }

  @Test
  void checkpointsOfOtherRunsAreRefused() {
    Run first = run();
    first.trainer.checkpoint(Checkpoints.in(folder));
    fit(first);
    Run other = new Run(validation, new AdamW(0.01));
    other.trainer.checkpoint(Checkpoints.in(folder)).resume(true);
    assertThatThrownBy(() -> fit(other))
        .hasMessageContaining("got optimizer 'AdamW[learningRate=0.05")
        .hasMessageContaining("this run has 'AdamW[learningRate=0.01")
        .hasMessageContaining("Use the same settings and data to resume");
    Run otherData = run();
    otherData.trainer.checkpoint(Checkpoints.in(folder)).resume(true);
    assertThatThrownBy(() -> otherData.trainer.fit(Problems.blobs(60, 4).shuffled(9).batches(20), EPOCHS))
        .hasMessageContaining("training data");
    Run otherOrder = run();
    otherOrder.trainer.checkpoint(Checkpoints.in(folder)).resume(true);
    assertThatThrownBy(() -> otherOrder.trainer.fit(train.shuffled(8).batches(20), EPOCHS))
        .hasMessageContaining("order of seed 9");
  }

  @Test
  void aFolderThatCannotBeWrittenIsAnErrorBeforeTraining() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Run run = run();
    run.trainer.checkpoint(Checkpoints.in(file.resolve("inside"))).with(killAfter(1));
    assertThatThrownBy(() -> fit(run)).isInstanceOf(DataException.class).hasMessageContaining("folder for checkpoints");
  }

  @Test
  void whenWritingFailsTheLastCheckpointStays() throws IOException {
    Run killed = run();
    killed.trainer.checkpoint(Checkpoints.in(folder).everySteps(1)).with(killAfter(5));
    assertThatThrownBy(() -> fit(killed)).isInstanceOf(Killed.class);
    byte[] good = Files.readAllBytes(folder.resolve("checkpoint.hillock"));
    // A folder in the place of the next file, which therefore cannot be written.
    Files.createDirectory(folder.resolve("checkpoint.next.hillock"));
    Run resumed = run();
    resumed.trainer.checkpoint(Checkpoints.in(folder).everySteps(1)).resume(true);
    assertThatThrownBy(() -> fit(resumed)).isInstanceOf(DataException.class);
    assertThat(Files.readAllBytes(folder.resolve("checkpoint.hillock"))).isEqualTo(good);
  }
}
