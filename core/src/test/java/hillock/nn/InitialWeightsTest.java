package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import org.junit.jupiter.api.Test;

/** Why weights start at random: units that start alike stay alike. */
class InitialWeightsTest {
  private static final float[] INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final float[] XOR = {0, 1, 1, 0};
  private static final int UNITS = 6;

  private static Network trained(Initializer initializer) {
    Network network =
        new Sequential(new Dense(UNITS, initializer), new Tanh(), new Dense(1, initializer)).build(Shape.of(2), 5);
    try (Tape tape = Tape.training(1, Engine.single())) {
      for (int step = 0; step < 2000; step++) {
        Passes.descend(tape, network, new MeanSquaredError(), INPUTS, XOR, 4, 0.1f);
      }
    }
    return network;
  }

  @Test
  void withWeightsOfZeroOnlyTheLastBiasLearns() {
    Network network = trained(new Constant());
    float[] values = network.parameters().values();
    for (int i = 0; i < values.length - 1; i++) {
      assertThat(values[i]).isZero();
    }
    assertThat(Passes.inference(network, INPUTS, 4))
        .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, within(1e-4f));
  }

  @Test
  void withEqualWeightsAllHiddenUnitsStayOne() {
    Network network = trained(new Constant(0.5f));
    float[] hidden = network.parameters().at(0).copy();
    assertThat(hidden[0]).isNotEqualTo(0.5f);
    for (int i = 0; i < UNITS; i++) {
      assertThat(hidden[i]).isEqualTo(hidden[0]);
      assertThat(hidden[UNITS + i]).isEqualTo(hidden[UNITS]);
    }
    // One unit, whose answer rises or falls along one direction, cannot be high for 01 and 10 and low for both 00 and
    // 11.
    float[] y = Passes.inference(network, INPUTS, 4);
    assertThat(Math.max(y[0], y[3])).isGreaterThan(Math.min(y[1], y[2]) - 1e-3f);
  }

  @Test
  void withRandomWeightsItLearns() {
    for (Initializer initializer :
        new Initializer[] {new Uniform(), new XavierUniform(), new HeNormal(), new Orthogonal()}) {
      assertThat(Passes.inference(trained(initializer), INPUTS, 4))
          .as(initializer.toString())
          .containsExactly(XOR, within(0.1f));
    }
  }
}
