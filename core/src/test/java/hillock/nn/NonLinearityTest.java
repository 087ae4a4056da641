package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Why networks need activations that are not linear. */
class NonLinearityTest {
  private static final float[] INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final float[] XOR = {0, 1, 1, 0};

  @Test
  void aDeepLinearNetworkIsOneMatrix() {
    Network deep =
        new Sequential(new Dense(7), new Linear(), new Dense(5), new Linear(), new Dense(3)).build(Shape.of(4), 1);
    Parameters parameters = deep.parameters();
    parameters.named("0.dense.bias").orElseThrow().set(1, -1, 0.5f, 2, 0, -0.5f, 3);
    parameters.named("4.dense.bias").orElseThrow().set(0.1f, 0.2f, 0.3f);
    float[] x = {1, -2, 3, 0.5f, -1, 0, 2, 4};
    float[] expected = Passes.inference(deep, x, 2);
    try (Tape tape = Tape.inference(Engine.single());
        Step step = tape.step()) {
      Tensor[] w = new Tensor[3];
      for (int layer = 0; layer < 3; layer++) {
        w[layer] = step.parameter(parameters.at(2 * layer));
      }
      Tensor matrix = w[0].matmul(w[1]).matmul(w[2]);
      assertThat(matrix.shape()).isEqualTo(Shape.of(4, 3));
      // The biases together are what the network answers to zeros.
      Tensor bias = step.input(Passes.inference(deep, new float[4], 1), Shape.of(3));
      float[] y = step.input(x, Shape.of(2, 4)).matmul(matrix).plusRow(bias).copy();
      assertThat(y).containsExactly(expected, within(2e-5f));
    }
  }

  @Test
  void exclusiveOrCannotBeLearnedWithoutNonLinearity() {
    Network linear = new Sequential(new Dense(8), new Linear(), new Dense(1)).build(Shape.of(2), 3);
    assertThat(train(linear)).isCloseTo(0.25f, within(1e-4f)); // the least any linear function reaches
    assertThat(Passes.inference(linear, INPUTS, 4))
        .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, within(0.02f));
  }

  @Test
  void exclusiveOrIsLearnedWithOneHiddenLayer() {
    Network network = new Sequential(new Dense(8), new Tanh(), new Dense(1)).build(Shape.of(2), 3);
    assertThat(train(network)).isLessThan(1e-4f);
    assertThat(Passes.inference(network, INPUTS, 4)).containsExactly(XOR, within(0.03f));
  }

  private static float train(Network network) {
    float loss = 0;
    try (Tape tape = Tape.training(1, Engine.single())) {
      for (int step = 0; step < 2000; step++) {
        loss = Passes.descend(tape, network, new MeanSquaredError(), INPUTS, XOR, 4, 0.1f);
      }
    }
    return loss;
  }
}
