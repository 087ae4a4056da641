package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Batch and layer normalisation, and the largest norm of weights, by hand. */
class NormalizationTest {
  private static final float[] X = {1, 10, 2, 10, 6, 40};

  @Test
  void batchNormUsesTheBatchInTrainingAndTheRunningStatisticsInInference() {
    Network network = new BatchNorm(0.5f, 1e-5f).build(Shape.of(2), 1);
    float[] y = Passes.training(network, X, 3, 1, 0);
    // Feature 0: mean 3, variances 14/3 (biased) and 7; feature 1: mean 20, variances 200 and 300.
    double[] s = {1 / Math.sqrt(14 / 3.0 + 1e-5), 1 / Math.sqrt(200 + 1e-5)};
    for (int r = 0; r < 3; r++) {
      assertThat(y[2 * r]).isCloseTo((float) ((X[2 * r] - 3) * s[0]), within(1e-6f));
      assertThat(y[2 * r + 1]).isCloseTo((float) ((X[2 * r + 1] - 20) * s[1]), within(1e-6f));
    }
    Parameters parameters = network.parameters();
    assertThat(parameters.named("mean").orElseThrow().copy()).containsExactly(1.5f, 10);
    assertThat(parameters.named("variance").orElseThrow().copy()).containsExactly(0.5f + 3.5f, 0.5f + 150);
    assertThat(parameters.trainableSize()).isEqualTo(4);
    assertThat(parameters.size()).isEqualTo(8);
    float[] predicted = Passes.inference(network, X, 3);
    assertThat(predicted[0]).isCloseTo((float) ((1 - 1.5) / Math.sqrt(4 + 1e-5)), within(1e-6f));
    assertThat(predicted[5]).isCloseTo((float) ((40 - 10) / Math.sqrt(150.5 + 1e-5)), within(1e-6f));
    assertThat(parameters.named("mean").orElseThrow().copy()).as("inference keeps them").containsExactly(1.5f, 10);
  }

  @Test
  void batchNormTakesAllAxesButTheLastAsRows() {
    float[] flat = Passes.training(new BatchNorm().build(Shape.of(2), 1), X, 3, 1, 0);
    float[] stacked = Passes.training(new BatchNorm().build(Shape.of(3, 2), 1), X, 1, 1, 0);
    assertThat(stacked).isEqualTo(flat);
  }

  @Test
  void aBatchOfOneRowIsRefusedInTraining() {
    Network network = new Sequential(new Dense(4), new BatchNorm()).build(Shape.of(2), 1);
    assertThatThrownBy(() -> Passes.training(network, new float[] {1, 2}, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "BatchNorm: input [1, 4] is a single row, which has no variance; expected at least 2 rows in training."
                + " Use larger batches, drop the last one, or use LayerNorm");
    assertThat(Passes.inference(network, new float[] {1, 2}, 1)).hasSize(4);
  }

  @Test
  void layerNormMakesEveryRowMeanZeroAndVarianceOne() {
    Network network = new LayerNorm().build(Shape.of(4), 1);
    network.parameters().named("gain").orElseThrow().set(1, 1, 2, 1);
    network.parameters().named("shift").orElseThrow().set(0, 0, 0, 5);
    float[] y = Passes.training(network, new float[] {1, 2, 3, 6, -100, 0, 0, 100}, 2, 1, 0);
    double s = 1 / Math.sqrt(3.5 + 1e-5); // mean 3, variance (4 + 1 + 0 + 9)/4
    assertThat(y[0]).isCloseTo((float) (-2 * s), within(1e-6f));
    assertThat(y[1]).isCloseTo((float) -s, within(1e-6f));
    assertThat(y[2]).isZero();
    assertThat(y[3]).isCloseTo((float) (3 * s + 5), within(1e-6f));
    assertThat(y[4]).isCloseTo((float) -Math.sqrt(2), within(1e-6f));
  }

  @Test
  void constantFeaturesBecomeTheShift() {
    float[] same = {5, 5, 5, 5, 5, 5};
    assertThat(Passes.training(new BatchNorm().build(Shape.of(2), 1), same, 3, 1, 0)).containsOnly(0);
    assertThat(Passes.training(new LayerNorm().build(Shape.of(2), 1), same, 3, 1, 0)).containsOnly(0);
  }

  @Test
  void maxNormScalesBackOnlyTheUnitsThatAreTooLong() {
    Network network = new Dense(2).withMaxNorm(2).build(Shape.of(2), 1);
    var weight = network.parameters().named("weight").orElseThrow();
    var bias = network.parameters().named("bias").orElseThrow();
    weight.set(3, 1, 4, 1); // incoming weights of unit 0 are [3, 4], of unit 1 [1, 1]
    bias.set(9, 9);
    network.parameters().constrain();
    assertThat(weight.copy()[0]).isCloseTo(1.2f, within(1e-6f));
    assertThat(weight.copy()[2]).isCloseTo(1.6f, within(1e-6f));
    assertThat(weight.copy()[1]).isEqualTo(1);
    assertThat(weight.copy()[3]).isEqualTo(1);
    assertThat(bias.copy()).containsExactly(9, 9);
    weight.set(3, 1, 4, 1);
    weight.trainable(false);
    network.parameters().constrain();
    assertThat(weight.copy()).as("frozen").containsExactly(3, 1, 4, 1);
  }

  @Test
  void hyperparametersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new BatchNorm(0, 1e-5f)).hasMessageContaining("BatchNorm: got momentum 0.0");
    assertThatThrownBy(() -> new BatchNorm(0.1f, 0)).hasMessageContaining("epsilon 0.0");
    assertThatThrownBy(() -> new LayerNorm(-1)).hasMessage("LayerNorm: got epsilon -1.0, expected above 0");
    assertThatThrownBy(() -> new Dense(2).withMaxNorm(-1))
        .hasMessage("Dense: got maxNorm -1.0, expected above 0, or 0 for none");
    assertThatThrownBy(() -> new Dense(0)).hasMessage("Dense: got 0 units, expected at least 1");
  }
}
