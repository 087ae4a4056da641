package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.train.Momentum;
import hillock.train.Trainer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pretraining of a stack, and what it is unrolled into. */
class DeepBeliefTest {
  private final Engine engine = Engine.single();

  @Test
  void theClassifierComputesTheHiddenProbabilitiesOfTheStack() {
    DeepBelief belief = DeepBelief.of(6, List.of(5, 4), Visible.BINARY, 1);
    float[] w = belief.machine(1).parameters().values();
    new hillock.kernel.Randomness(2, 0, 0).normals(w, 0, w.length);
    Dataset data = Machines.bits(3, 6, 2);
    float[] top = belief.data(2, data, engine).row(1);
    Network network = belief.classifier(2, 0, 1);
    float[] y = network.predict(data.row(1), 1);
    Parameter last = network.parameters().at(4);
    for (int c = 0; c < 2; c++) {
      double expected = 0;
      for (int k = 0; k < 4; k++) {
        expected += top[k] * last.copy()[k * 2 + c];
      }
      assertThat((double) y[c]).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void samplesAreBarsOrStripesMoreOftenThanByChance() {
    Dataset data = Machines.barsAndStripes(3, 1);
    DeepBelief belief = DeepBelief.of(9, List.of(16, 8), Visible.BINARY, 1);
    for (int level = 0; level < belief.levels(); level++) {
      Dataset at = belief.data(level, data, engine);
      var step =
          new RbmStep(belief.machine(level).startFrom(at), new PersistentChains(5, 50), new Momentum(0.1, 0.5))
              .engine(engine);
      Trainer.of(step).fit(at.shuffled(1).batches(16), 1_500);
    }
    float[] samples = belief.samples(500, 200, engine, 3);
    long good = IntStream.range(0, 500).filter(r -> barsOrStripes(samples, r * 9)).count();
    // 14 of the 512 patterns are, so chance finds about 14 in 500.
    assertThat(good).isGreaterThan(150);
  }

  private static boolean barsOrStripes(float[] x, int at) {
    boolean rows = true;
    boolean columns = true;
    for (int i = 0; i < 9; i++) {
      rows &= (x[at + i] > 0.5f) == (x[at + i / 3 * 3] > 0.5f);
      columns &= (x[at + i] > 0.5f) == (x[at + i % 3] > 0.5f);
    }
    return rows || columns;
  }

  @Test
  void refusesAStackWithoutLayers() {
    assertThatThrownBy(() -> DeepBelief.of(3, List.of(), Visible.BINARY, 1))
        .hasMessage("DeepBelief: got no hidden layer, expected at least one");
  }
}
