package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Units that no input moves any more: dead ReLUs, and sigmoids stuck on strong negatives. */
class DyingUnitsTest {
  private static final int ROWS = 50;
  private static final int UNITS = 10;

  /** A hidden layer, the first three of whose units are pushed far to the left. */
  private static Network pushed(Activation activation) {
    Network network = new Sequential(new Dense(UNITS), activation, new Dense(1)).build(Shape.of(4), 1);
    float[] bias = new float[UNITS];
    bias[0] = -100;
    bias[1] = -100;
    bias[2] = -100;
    network.parameters().named("0.dense.bias").orElseThrow().set(bias);
    return network;
  }

  private static float[] inputs() {
    float[] x = new float[ROWS * 4];
    new Randomness(1, 1, 1).normals(x, 0, x.length);
    return x;
  }

  /** Derivatives of the loss by the biases of the hidden units. */
  private static float[] slopes(Network network) {
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(inputs(), Shape.of(ROWS, 4)));
      Tensor loss = new MeanSquaredError().of(y, step.input(new float[ROWS], Shape.of(ROWS, 1)));
      return step.gradients(loss, network.parameters()).of(network.parameters().named("0.dense.bias").orElseThrow());
    }
  }

  private static float[] biasesAfterTraining(Network network) {
    float[] target = new float[ROWS];
    try (Tape tape = Tape.training(1, Engine.single())) {
      for (int step = 0; step < 200; step++) {
        Passes.descend(tape, network, new MeanSquaredError(), inputs(), target, ROWS, 0.05f);
      }
    }
    return network.parameters().named("0.dense.bias").orElseThrow().copy();
  }

  @Test
  void aDeadReluHasNoGradientAndStaysDead() {
    float[] slopes = slopes(pushed(new Relu()));
    float[] after = biasesAfterTraining(pushed(new Relu()));
    for (int unit = 0; unit < UNITS; unit++) {
      if (unit < 3) {
        assertThat(slopes[unit]).isZero();
        assertThat(after[unit]).isEqualTo(-100);
      } else {
        assertThat(slopes[unit]).isNotZero();
        assertThat(after[unit]).isNotZero();
      }
    }
  }

  @Test
  void aLeakyReluMovesOn() {
    float[] slopes = slopes(pushed(new LeakyRelu()));
    for (float slope : slopes) {
      assertThat(slope).isNotZero();
    }
  }

  @Test
  void aSigmoidOnStrongNegativesIsStuck() {
    float[] slopes = slopes(pushed(new Sigmoid()));
    for (int unit = 0; unit < UNITS; unit++) {
      assertThat(Math.abs(slopes[unit]) < 1e-30f).isEqualTo(unit < 3);
    }
    assertThat(biasesAfterTraining(pushed(new Sigmoid()))).startsWith(-100, -100, -100);
  }
}
