package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The artificial neuron: a weighted sum and a bias, then an activation. */
class NeuronTest {
  @Test
  void oneNeuronComputesWhatArithmeticByHandDoes() {
    Network neuron = new Sequential(new Dense(1), new Sigmoid()).build(Shape.of(2), 1);
    neuron.parameters().named("0.dense.weight").orElseThrow().set(0.5f, -0.25f);
    neuron.parameters().named("0.dense.bias").orElseThrow().set(0.5f);
    try (Tape tape = Tape.inference(Engine.single());
        Step step = tape.step()) {
      Tensor x = step.input(new float[] {2, 4}, Shape.of(1, 2));
      // z = 0.5·2 - 0.25·4 + 0.5 = 0.5, and σ(0.5) = 1 / (1 + 0.60653066) = 0.62245933.
      Tensor z = x.affine(neuron.parameters().at(0), neuron.parameters().at(1));
      assertThat(z.item()).isEqualTo(0.5f);
      assertThat(neuron.forward(x).item()).isCloseTo(0.62245933f, within(1e-7f));
    }
  }

  @Test
  void aBiasIsTheWeightOfAnInputThatIsAlwaysOne() {
    float[] x = {0.5f, -1, 2, 0.25f, 3, -2};
    float[] withOne = {1, 0.5f, -1, 1, 2, 0.25f, 1, 3, -2};
    float[] target = {1, 0, 0, 1, 1, 0};
    Network bias = new Sequential(new Dense(2), new Tanh()).build(Shape.of(2), 1);
    Network link = new Sequential(new Dense(2, false, new HeUniform()), new Tanh()).build(Shape.of(3), 1);
    float[] w = bias.parameters().at(0).copy();
    link.parameters().at(0).set(0.3f, -0.4f, w[0], w[1], w[2], w[3]);
    bias.parameters().at(1).set(0.3f, -0.4f);
    try (Tape one = Tape.training(1, Engine.single());
        Tape two = Tape.training(1, Engine.single())) {
      for (int step = 0; step < 20; step++) {
        assertThat(Passes.inference(link, withOne, 3)).isEqualTo(Passes.inference(bias, x, 3));
        Passes.descend(one, bias, new MeanSquaredError(), x, target, 3, 0.1f);
        Passes.descend(two, link, new MeanSquaredError(), withOne, target, 3, 0.1f);
      }
    }
    float[] trained = link.parameters().at(0).copy();
    assertThat(bias.parameters().at(1).copy()).containsExactly(trained[0], trained[1]);
    assertThat(trained[0]).isNotEqualTo(0.3f);
  }
}
