package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.Randomness;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that trains is killed at random moments, by the operating system and without warning, and goes on each
 * time.
 */
class KillTest {
  private static final int KILLS = 20;

  @TempDir private Path folder;

  /** What the killed process runs: trains from the last checkpoint and prints a fingerprint of the weights. */
  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[1]);
    System.out.println(train(Checkpoints.in(Path.of(arguments[0])).everySteps(steps)));
  }

  private static String train(Checkpoints checkpoints) {
    Network network = Problems.noisyNetwork(2, 3, 5);
    Trainer.of(TrainingStep.supervised(network, new CrossEntropy(), new AdamW(0.01)).seed(5))
        .validate(Problems.blobs(30, 2).batches(30), new Accuracy())
        .with(new EarlyStopping(1000))
        .checkpoint(checkpoints)
        .resume(true)
        .fit(Problems.blobs(300, 1).shuffled(9).batches(20), 1000);
    return Fingerprint.of(network.parameters().values());
  }

  @Test
  void theWeightsAreThoseOfARunThatWasNotKilled() throws Exception {
    int[] moments = new int[KILLS];
    new Randomness(System.nanoTime(), 0, 0).bits(moments, 0, KILLS);
    int killed = 0;
    for (int moment : moments) {
      Process process = start(1);
      // The first 100 ms only start the JVM.
      if (!process.waitFor(100 + Integer.remainderUnsigned(moment, 600), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        killed++;
      }
    }
    Process last = start(1000);
    String got = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(last.waitFor()).isZero();
    assertThat(killed).as("runs that were killed before they ended").isGreaterThan(KILLS / 2);
    assertThat(got).isEqualTo(train(Checkpoints.in(folder.resolve("whole")).everyEpochs(1000)));
  }

  private Process start(int everySteps) throws IOException, URISyntaxException {
    StringBuilder path = new StringBuilder();
    for (Class<?> part : Stream.of(Network.class, KillTest.class).toList()) {
      path.append(Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI())).append(File.pathSeparator);
    }
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path.toString(),
            KillTest.class.getName(),
            folder.resolve("killed").toString(),
            Integer.toString(everySteps))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
