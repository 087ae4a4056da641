package hillock.classic.gas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import hillock.train.Checkpoints;
import hillock.train.Listener;
import hillock.train.Outcome;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingNeuralGasTest {
  private static final Dataset POINTS = discAndRing();
  private static final int EPOCHS = 30;

  /** 200 points in a disc of radius 1, 200 on a ring of radius 3. */
  private static Dataset discAndRing() {
    float[] u = new float[800];
    new Randomness(1, 0, 0).uniforms(u, 0, u.length);
    float[] x = new float[800];
    for (int i = 0; i < 400; i++) {
      double angle = 2 * Math.PI * u[2 * i];
      double radius = i < 200 ? Math.sqrt(u[2 * i + 1]) : 3 + 0.2 * u[2 * i + 1];
      x[2 * i] = (float) (radius * Math.cos(angle));
      x[2 * i + 1] = (float) (radius * Math.sin(angle));
    }
    return Dataset.of(Shape.of(2), x);
  }

  private static GrowingNeuralGas gas() {
    return new GrowingNeuralGas(Shape.of(2), GrowthSettings.usual(60));
  }

  private static Batches batches() {
    return POINTS.shuffled(2).batches(64);
  }

  @Test
  void partsOfTheDataThatDoNotTouchBecomePartsOfTheGraph() {
    GrowingNeuralGas gas = gas();
    Outcome outcome = Trainer.of(gas).fit(batches(), EPOCHS);
    int[] part = gas.parts();
    assertThat(Arrays.stream(part).max()).hasValue(1);
    for (GrowingNeuralGas.Node node : gas.nodes()) {
      boolean ring = Math.hypot(node.prototype()[0], node.prototype()[1]) > 2;
      GrowingNeuralGas.Node other = gas.nodes().getFirst();
      boolean otherRing = Math.hypot(other.prototype()[0], other.prototype()[1]) > 2;
      assertThat(part[node.number()] == part[other.number()]).isEqualTo(ring == otherRing);
    }
    assertThat(gas.nodes()).hasSizeBetween(55, 60);
    assertThat(outcome.history().last().trainLoss()).isLessThan(0.25);
    assertThat(outcome.history().last().trainLoss()).isLessThan(0.5 * outcome.history().at(0).trainLoss());
  }

  /** Three examples by hand: two become nodes, the third moves the nearer and joins them. */
  @Test
  void anExampleMovesTheNearestNodeAndJoinsItToTheSecond() {
    GrowingNeuralGas gas = gas();
    Batches three = Dataset.of(Shape.of(2), new float[] {0, 0, 10, 0, 2, 0}).batches(3);
    assertThat(gas.run(0, 1, three.at(0, 0))).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(gas.nodes().get(0).prototype()).containsExactly(0.4f, 0); // 0.2 of the way
    assertThat(gas.nodes().get(1).prototype()).containsExactly(10, 0); // no neighbour yet
    assertThat(gas.edges()).containsExactly(new GrowingNeuralGas.Edge(0, 1));
    gas.run(1, 1, Dataset.of(Shape.of(2), new float[] {10, 5}).batches(1).at(0, 0));
    assertThat(gas.nodes().get(1).prototype()).containsExactly(10, 1);
    assertThat(gas.nodes().get(0).prototype())
        .containsExactly(new float[] {0.4f + 0.006f * 9.6f, 0.03f}, within(1e-6f));
  }

  @Test
  void aNodeGrowsInTheMiddleOfTheWorstEdge() {
    GrowingNeuralGas gas =
        new GrowingNeuralGas(Shape.of(1), new GrowthSettings(3, 0, 0, 50, 4, 0.5, 1)); // nothing moves
    gas.run(0, 1, Dataset.of(Shape.of(1), new float[] {0, 8, 1, 7}).batches(4).at(0, 0));
    assertThat(gas.nodes()).extracting(n -> n.prototype()[0]).containsExactly(0f, 8f, 4f);
    assertThat(gas.edges()).containsExactly(new GrowingNeuralGas.Edge(0, 2), new GrowingNeuralGas.Edge(1, 2));
  }

  @Test
  void anInterruptedRunGoesOnWithTheSameBits(@TempDir Path folder) {
    GrowingNeuralGas whole = gas();
    Trainer.of(whole).fit(batches(), EPOCHS);
    Checkpoints checkpoints = Checkpoints.in(folder).everyEpochs(1000);
    GrowingNeuralGas first = gas();
    Trainer trainer = Trainer.of(first).checkpoint(checkpoints);
    trainer.with(
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            if (progress.step() == 45) {
              trainer.interrupt();
            }
          }
        });
    assertThat(trainer.fit(batches(), EPOCHS)).isInstanceOf(Outcome.Interrupted.class);
    GrowingNeuralGas second = gas();
    Trainer.of(second).checkpoint(checkpoints).resume(true).fit(batches(), EPOCHS);
    assertThat(second.parameters().values()).isEqualTo(whole.parameters().values());
    assertThat(second.edges()).isEqualTo(whole.edges());
  }

  @Test
  void theNodesAreALayerThatTellsDistances() {
    GrowingNeuralGas gas = gas();
    Trainer.of(gas).fit(batches(), 3);
    float[] y = gas.network().predict(POINTS.row(7), 1);
    assertThat(y).hasSize(gas.nodes().size());
    double sum = 0;
    float[] x = POINTS.row(7);
    float[] w = gas.nodes().get(4).prototype();
    for (int j = 0; j < 2; j++) {
      sum += Math.pow((double) x[j] - w[j], 2);
    }
    assertThat((double) y[4]).isCloseTo(sum, within(1e-5));
  }

  @Test
  void stepsAllocateNothing() {
    GrowingNeuralGas gas = gas();
    Batches all = POINTS.batches(400);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) { // the least, because compiled code is replaced now and then
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        gas.run(i, 1, all.at(0, 0));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(20);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> GrowthSettings.usual(1))
        .hasMessage("growing neural gas: got 1 nodes, age 50, interval 100, expected at least 2, 1 and 1");
  }
}
