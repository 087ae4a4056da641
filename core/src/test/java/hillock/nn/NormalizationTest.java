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
  void batchNormOfManyRowsLosesNoDigitsWhereTheMeanIsLarge() {
    int n = 300; // more than two chunks of sums
    float[] x = new float[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      x[i] = 1024 + (float) Math.sin(i) + i * 0.01f; // chunks have different means
      sum += x[i];
    }
    double squares = 0;
    for (float value : x) {
      squares += (value - sum / n) * (value - sum / n);
    }
    Network network = new BatchNorm(1, 1e-5f).build(Shape.of(1), 1);
    float[] y = Passes.training(network, x, n, 1, 0);
    assertThat(network.parameters().named("mean").orElseThrow().copy()[0]).isCloseTo((float) (sum / n), within(2e-4f));
    assertThat(network.parameters().named("variance").orElseThrow().copy()[0])
        .isCloseTo((float) (squares / (n - 1)), within(2e-6f));
    for (int i = 0; i < n; i++) {
      assertThat(y[i]).isCloseTo((float) ((x[i] - sum / n) / Math.sqrt(squares / n + 1e-5)), within(2e-4f));
    }
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

  @Test
  void rmsNormMakesTheMeanSquareOfEveryRowOne() {
    Network network = new RmsNorm().build(Shape.of(4), 1);
    network.parameters().named("gain").orElseThrow().set(1, 1, 2, 1);
    float[] y = Passes.training(network, new float[] {1, -3, 5, 1, 0, 0, 0, 0}, 2, 1, 0);
    double s = 1 / Math.sqrt(9 + 1e-5); // (1 + 9 + 25 + 1)/4
    assertThat(y[0]).isCloseTo((float) s, within(1e-6f));
    assertThat(y[1]).isCloseTo((float) (-3 * s), within(1e-6f));
    assertThat(y[2]).isCloseTo((float) (2 * 5 * s), within(1e-6f));
    assertThat(y).endsWith(0, 0, 0, 0);
  }

  @Test
  void groupNormTakesNeighbouringChannelsOfAllPositionsTogether() {
    float[] x = {1, 3, 10, 20, 5, 7, 30, 60}; // two positions of four channels: groups {1, 3, 5, 7}, {10, 20, 30, 60}
    Network network = new GroupNorm(2).build(Shape.of(2, 4), 1);
    network.parameters().named("gain").orElseThrow().set(1, 2, 1, 1);
    network.parameters().named("shift").orElseThrow().set(0, 0, 0, 1);
    float[] y = Passes.training(network, x, 1, 1, 0);
    double s = 1 / Math.sqrt(5 + 1e-5); // mean 4, variance (9 + 1 + 1 + 9)/4
    double t = 1 / Math.sqrt(350 + 1e-5); // mean 30, variance (400 + 100 + 0 + 900)/4
    float[] expected = {
      (float) (-3 * s),
      (float) (-2 * s),
      (float) (-20 * t),
      (float) (-10 * t + 1),
      (float) s,
      (float) (6 * s),
      0,
      (float) (30 * t + 1)
    };
    assertThat(y).containsExactly(expected, within(1e-6f));
    assertThat(Passes.inference(network, x, 1)).isEqualTo(y);
  }

  @Test
  void instanceNormTakesEveryChannelAloneAndGroupNormOfOneGroupAllTogether() {
    float[] x = {1, 10, 5, 30};
    float[] y = Passes.training(new InstanceNorm().build(Shape.of(2, 2), 1), x, 1, 1, 0);
    assertThat(y).containsExactly(new float[] {-1, -1, 1, 1}, within(1e-5f));
    assertThat(y).isEqualTo(Passes.training(new GroupNorm(2).build(Shape.of(2, 2), 1), x, 1, 1, 0));
    float[] together = Passes.training(new GroupNorm(1).build(Shape.of(4), 1), x, 1, 1, 0);
    assertThat(together)
        .containsExactly(Passes.training(new LayerNorm().build(Shape.of(4), 1), x, 1, 1, 0), within(1e-6f));
  }

  @Test
  void groupsMustDivideTheChannelsAndAnInstanceNeedsTwoPositions() {
    assertThatThrownBy(() -> new GroupNorm(3).build(Shape.of(2, 4), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("GroupNorm: input [2, 4] has 4 channels, expected a multiple of the 3 groups");
    assertThatThrownBy(() -> new InstanceNorm().build(Shape.of(4), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "InstanceNorm: input [4] has one value a channel, which has no variance; expected [..., k] with 2"
                + " positions or more. Use LayerNorm");
  }
}
