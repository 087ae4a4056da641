package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import hillock.kernel.Engine;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import org.junit.jupiter.api.Test;

/** Building networks: names, tables and messages. */
class NetworkTest {
  private final Network network =
      new Sequential(
              new Flatten(),
              new Dense(8),
              new Relu(),
              new Residual(new Dense(8, false, new HeNormal()), new BatchNorm()),
              new Dense(3))
          .build(Shape.of(2, 5), 1);

  @Test
  void theTableOfLayersHasShapesAndSizes() {
    Parameters parameters = network.parameters();
    assertThat(network.layers())
        .extracting(
            Layer::path,
            layer -> layer.input().toString(),
            layer -> layer.output().toString(),
            layer -> layer.size(parameters))
        .containsExactly(
            tuple("0.flatten", "[2, 5]", "[10]", 0),
            tuple("1.dense", "[10]", "[8]", 88),
            tuple("2.relu", "[8]", "[8]", 0),
            tuple("3.residual", "[8]", "[8]", 96),
            tuple("3.residual.0.dense", "[8]", "[8]", 64),
            tuple("3.residual.1.batchNorm", "[8]", "[8]", 32),
            tuple("4.dense", "[8]", "[3]", 27));
    assertThat(parameters.size()).isEqualTo(88 + 96 + 27);
    assertThat(parameters.trainableSize()).isEqualTo(88 + 96 - 16 + 27);
    assertThat(network.output()).isEqualTo(Shape.of(3));
  }

  @Test
  void parametersAreNamedByTheirPathAndKnowWhetherTheyDecay() {
    assertThat(network.parameters())
        .extracting(Parameter::name, Parameter::decayed, Parameter::trainable)
        .containsExactly(
            tuple("1.dense.weight", true, true),
            tuple("1.dense.bias", false, true),
            tuple("3.residual.0.dense.weight", true, true),
            tuple("3.residual.1.batchNorm.gain", false, true),
            tuple("3.residual.1.batchNorm.shift", false, true),
            tuple("3.residual.1.batchNorm.mean", false, false),
            tuple("3.residual.1.batchNorm.variance", false, false),
            tuple("4.dense.weight", true, true),
            tuple("4.dense.bias", false, true));
  }

  @Test
  void aLayerThatCannotBeBuiltIsNamedInTheMessage() {
    assertThatThrownBy(() -> new Sequential(new Relu(), new Dense(4)).build(Shape.scalar(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer '1.dense': Dense: input [] has no features on its last axis, expected at least 1");
    assertThatThrownBy(() -> new Sequential(new Dense(4), new Residual(new Relu(), new Dense(5))).build(Shape.of(2), 1))
        .hasMessage(
            "layer '1.residual': Residual: its layers turn [4] into [5], expected [4] again."
                + " Use withShortcut for a path that does so too");
  }

  @Test
  void anOperationKnowsTheLayerItWorksFor() {
    network.parameters().named("4.dense.weight").orElseThrow().set(new float[24]);
    network.parameters().named("4.dense.bias").orElseThrow().set(1, Float.NaN, 1);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      network.forward(step.input(new float[20], Shape.of(2, 2, 5)));
      assertThat(tape.firstNonFinite()).isEqualTo("Affine of '4.dense'");
    }
  }

  @Test
  void layersDrawWeightsOfTheirOwn() {
    Network two = new Sequential(new Dense(6), new Dense(6)).build(Shape.of(6), 1);
    assertThat(two.parameters().at(0).copy()).isNotEqualTo(two.parameters().at(2).copy());
  }

  @Test
  void predictionNeedsNoTapeOfOnesOwn() {
    float[] x = new float[20];
    x[3] = 1;
    assertThat(network.predict(x, 2)).isEqualTo(Passes.inference(network, x, 2));
  }
}
