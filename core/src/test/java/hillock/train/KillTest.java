package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.Randomness;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that trains is killed at random moments, by the operating system and without warning, and goes on each
 * time. It gives a sign after each step, so that every kill lands in the training, however slow the machine.
 */
class KillTest {
  private static final int KILLS = 20;

  /** Steps of a process before it is killed at the latest; 20 times as many are fewer than the whole run has. */
  private static final int MOST_STEPS = 300;

  /** Longer than a step and its checkpoint take, so that the kill may land anywhere in one. */
  private static final int MOST_NANOS = 5_000_000;

  @TempDir private Path folder;

  /** What the killed process runs: trains from the last checkpoint, with a dot for each step. */
  public static void main(String[] arguments) {
    Listener dots =
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            System.out.print('.');
            System.out.flush();
          }
        };
    train(Checkpoints.in(Path.of(arguments[0])).everySteps(1), dots);
  }

  private static String train(Checkpoints checkpoints, Listener listener) {
    Network network = Problems.noisyNetwork(2, 3, 5);
    Trainer.of(TrainingStep.supervised(network, new CrossEntropy(), new AdamW(0.01)).seed(5))
        .validate(Problems.blobs(30, 2).batches(30), new Accuracy())
        .with(new EarlyStopping(1000), listener)
        .checkpoint(checkpoints)
        .resume(true)
        .fit(Problems.blobs(300, 1).shuffled(9).batches(20), 1000);
    return Fingerprint.of(network.parameters().values());
  }

  @Test
  void theWeightsAreThoseOfARunThatWasNotKilled() throws Exception {
    int[] moments = new int[2 * KILLS];
    new Randomness(System.nanoTime(), 0, 0).bits(moments, 0, moments.length);
    for (int i = 0; i < KILLS; i++) {
      Process process = start();
      int steps = 1 + Integer.remainderUnsigned(moments[2 * i], MOST_STEPS);
      assertThat(process.getInputStream().readNBytes(steps)).as("signs of steps").hasSize(steps);
      LockSupport.parkNanos(Integer.remainderUnsigned(moments[2 * i + 1], MOST_NANOS));
      assertThat(process.isAlive()).as("killed before its end").isTrue();
      process.destroyForcibly().waitFor();
    }
    Listener silent = new Listener() {};
    assertThat(train(Checkpoints.in(folder.resolve("killed")).everyEpochs(1000), silent))
        .isEqualTo(train(Checkpoints.in(folder.resolve("whole")).everyEpochs(1000), silent));
  }

  private Process start() throws IOException, URISyntaxException {
    StringBuilder path = new StringBuilder();
    for (Class<?> part : Stream.of(Network.class, KillTest.class).toList()) {
      path.append(Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI())).append(File.pathSeparator);
    }
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path.toString(),
            KillTest.class.getName(),
            folder.resolve("killed").toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
