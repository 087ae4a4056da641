package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hillock.data.Batches;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A training step allocates nothing: batch, forward, backward, clipping, update and schedule together. */
class AllocationTest {
  private static final int STEPS = 2000;

  @Test
  void stepsAllocateNothing() {
    assertThat(bytesOf(Integer.MAX_VALUE)).isLessThan(STEPS);
  }

  @Test
  void stepsInPartsAllocateNothing() {
    assertThat(bytesOf(16)).isLessThan(STEPS);
  }

  /** Bytes of 2,000 steps, that is less than one a step: the JVM itself allocates a little now and then. */
  private static long bytesOf(int microBatch) {
    Network network = Problems.noisyNetwork(2, 3, 1);
    Supervised training =
        TrainingStep.supervised(network, new CrossEntropy(), new AdamW(1e-4))
            .engine(Engine.single())
            .clip(GradientClip.norm(1))
            .microBatch(microBatch);
    Batches batches = Problems.blobs(192, 1).shuffled(1).batches(64);
    Schedule schedule = new WarmUp(10, new Cosine());
    History history = new History();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    double sum = 0;
    for (int i = -STEPS; i < STEPS; i++) {
      if (i == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      int step = Math.abs(i);
      sum += training.run(step, schedule.factor(step, STEPS, 0, history), batches.at(0, step % batches.count()));
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(sum).isFinite();
    return bytes;
  }
}
