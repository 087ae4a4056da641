package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Batch;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A way of learning that brings nothing but its objective. */
class DescentStepTest {
  private static final Dataset DATA = Dataset.of(Shape.of(2), new float[] {1, 2, -1, 0.5f, 3, 1});

  /** Makes the squares of what a layer says small. */
  private static final class Silence extends DescentStep {
    private final Network network;
    private final float scale;

    Silence(Network network, float scale) {
      super(network.parameters(), new Adam(0.1), 7, Engine.single());
      this.network = network;
      this.scale = scale;
    }

    @Override
    public double run(long number, double factor, Batch batch) {
      try (Step step = begin(number)) {
        Tensor y = network.forward(step.input(batch.x(), Shape.of(batch.size(), 2)));
        return descend(step, y.times(y).sum().times(scale), factor);
      }
    }
  }

  private static Network network() {
    return Network.of(new Dense(2), Shape.of(2), 1);
  }

  @Test
  void itsObjectiveFalls() {
    Silence step = new Silence(network(), 1);
    Batch batch = DATA.batches(3).at(0, 0);
    double first = step.run(0, 1, batch);
    double last = first;
    for (int i = 1; i < 100; i++) {
      last = step.run(i, 1, batch);
    }
    assertThat(last).isLessThan(first / 100);
  }

  @Test
  void whatIsNoNumberChangesNothing() {
    Silence step = new Silence(network(), Float.POSITIVE_INFINITY);
    float[] before = step.parameters().values().clone();
    assertThat(step.run(0, 1, DATA.batches(3).at(0, 0))).isInfinite();
    assertThat(step.parameters().values()).isEqualTo(before);
  }

  @Test
  void goesOnWithWhatTheOptimiserRemembers() {
    Batch batch = DATA.batches(3).at(0, 0);
    Silence whole = new Silence(network(), 1);
    Silence first = new Silence(network(), 1);
    for (int i = 0; i < 3; i++) {
      whole.run(i, 1, batch);
      first.run(i, 1, batch);
    }
    State state = new State();
    first.save(state);
    Silence second = new Silence(first.network, 1);
    second.restore(state);
    for (int i = 3; i < 6; i++) {
      whole.run(i, 1, batch);
      second.run(i, 1, batch);
    }
    assertThat(second.parameters().values()).isEqualTo(whole.parameters().values());
  }

  @Test
  void tellsItsSettings() {
    Silence step = new Silence(network(), 1);
    assertThat(step.learningRate()).isEqualTo(0.1);
    assertThat(step.configuration()).isEqualTo(Map.of("optimizer", new Adam(0.1).toString(), "seed", "7"));
  }
}
