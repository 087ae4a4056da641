package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.nn.Dense;
import hillock.nn.HalfSquaredError;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.nn.Uniform;
import hillock.tensor.Gradients;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import hillock.train.LayerGradients;
import hillock.train.Momentum;
import hillock.train.Sgd;
import hillock.train.TrainingStep;
import hillock.train.Update;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C1 and C2: the chain rule layer by layer, and the training loop in plain Java. */
class BackpropagationTest {
  private static final Dataset XOR =
      Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})
          .withTargets(new float[] {0, 1, 1, 0}, List.of("xor"));

  /** C1: gradients of a chain of two neurons, each the product of the factors that the chain rule names. */
  @Test
  void theChainRuleRunsThroughActivations() {
    Network chain = new Sequential(new Dense(1), new Tanh(), new Dense(1), new Sigmoid()).build(Shape.of(1), 1);
    chain.parameters().at(0).set(0.7f);
    chain.parameters().at(1).set(0.1f);
    chain.parameters().at(2).set(-1.2f);
    chain.parameters().at(3).set(0.3f);
    Batches data = Dataset.of(Shape.of(1), new float[] {0.5f}).withTargets(new float[] {1}, List.of("t")).batches(1);
    double hidden = Math.tanh(0.7 * 0.5 + 0.1);
    double output = 1 / (1 + Math.exp(-(-1.2 * hidden + 0.3)));
    double atOutput = (output - 1) * output * (1 - output);
    double atHidden = atOutput * -1.2 * (1 - hidden * hidden);

    Gradients gradients =
        TrainingStep.supervised(chain, new HalfSquaredError(), new Sgd(1)).gradients(0, data.at(0, 0));
    double[] expected = {atHidden * 0.5, atHidden, atOutput * hidden, atOutput};
    for (int i = 0; i < 4; i++) {
      assertThat((double) gradients.values()[i]).isCloseTo(expected[i], within(1e-7));
    }
    List<LayerGradients> layers = LayerGradients.of(chain, gradients);
    assertThat(layers).extracting(LayerGradients::path).containsExactly("0.dense", "2.dense");
    assertThat(layers.get(1).norm()).isCloseTo(Math.hypot(expected[2], expected[3]), within(1e-7));
  }

  /**
   * C1: through six hidden layers of sigmoids the gradient fades on its way back, here by more than a hundred times.
   */
  @Test
  void gradientsFadeInDeepSigmoidNetworks() {
    List<Spec> deep = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      deep.add(new Dense(8, new Uniform(-1f, 1f)));
      deep.add(new Sigmoid());
    }
    deep.add(new Dense(1, new Uniform(-1f, 1f)));
    Network network = new Sequential(deep).build(Shape.of(2), 3);
    Batch batch = XOR.batches(4).at(0, 0);
    List<LayerGradients> layers =
        LayerGradients.of(
            network, TrainingStep.supervised(network, new MeanSquaredError(), new Sgd(1)).gradients(0, batch));
    assertThat(layers.getFirst().norm()).isLessThan(layers.getLast().norm() / 100);
  }

  /** C2: "until the stopping criterion is satisfied", written out; a Trainer does the same and more. */
  @Test
  void theLoopUntilTheErrorIsSmall() {
    Network network = new Sequential(new Dense(4), new Tanh(), new Dense(1)).build(Shape.of(2), 7);
    Update update = new Momentum(0.1).over(network.parameters());
    Loss loss = new MeanSquaredError();
    float error = Float.POSITIVE_INFINITY;
    int steps = 0;
    try (Tape tape = Tape.training(7)) {
      while (error > 0.001f && steps < 5000) {
        Batch batch = XOR.batches(4).at(0, 0);
        try (var step = tape.step()) {
          Tensor prediction = network.forward(step.input(batch.x(), batch.shape()));
          Tensor value = loss.of(prediction, step.input(batch.y(), Shape.of(4, 1)));
          error = value.item();
          update.update(step.gradients(value, network.parameters()));
        }
        steps++;
      }
    }
    assertThat(error).isLessThanOrEqualTo(0.001f);
    assertThat(network.predict(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4))
        .containsExactly(new float[] {0, 1, 1, 0}, within(0.2f));
  }
}
