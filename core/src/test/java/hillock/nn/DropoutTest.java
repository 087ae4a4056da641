package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropout of units and of links: what is dropped, and that the expected value stays. */
class DropoutTest {
  private static float[] ones(int n) {
    float[] x = new float[n];
    Arrays.fill(x, 1);
    return x;
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.2f, 0.5f, 0.9f})
  void unitsAreDroppedAtTheRateAndTheOthersScaledSoThatTheMeanStays(float rate) {
    int n = 200_000;
    float[] y = Passes.training(new Dropout(rate).build(Shape.of(n), 1), ones(n), 1, 7, 0);
    int dropped = 0;
    double sum = 0;
    for (float value : y) {
      assertThat(value == 0 || value == 1 / (1 - rate)).isTrue();
      dropped += value == 0 ? 1 : 0;
      sum += value;
    }
    double error = 5 * Math.sqrt(rate * (1 - rate) / n);
    assertThat((double) dropped / n).isCloseTo(rate, within(error));
    assertThat(sum / n).isCloseTo(1, within(error / (1 - rate)));
  }

  @Test
  void spatialDropoutDropsWholeChannelsOfEachExampleAndKeepsTheMean() {
    int rows = 50;
    int places = 3 * 4;
    int channels = 200;
    float rate = 0.3f;
    Network network = new SpatialDropout(rate).build(Shape.of(3, 4, channels), 1);
    float[] y = Passes.training(network, ones(rows * places * channels), rows, 7, 0);
    int dropped = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c++) {
        float first = y[r * places * channels + c];
        assertThat(first == 0 || first == 1 / (1 - rate)).isTrue();
        for (int place = 1; place < places; place++) {
          assertThat(y[(r * places + place) * channels + c]).as("channel %d of row %d", c, r).isEqualTo(first);
        }
        dropped += first == 0 ? 1 : 0;
      }
    }
    int n = rows * channels;
    assertThat((double) dropped / n).isCloseTo(rate, within(5 * Math.sqrt(rate * (1 - rate) / n)));
    assertThat(Arrays.copyOfRange(y, 0, channels))
        .as("each example has its own channels dropped")
        .isNotEqualTo(Arrays.copyOfRange(y, places * channels, places * channels + channels));
    assertThatThrownBy(() -> new SpatialDropout(0.3f).build(Shape.of(5), 1))
        .hasMessageContaining("SpatialDropout: got input [5], expected places and channels");
  }

  @Test
  void theMaskIsTheThresholdOfUniformNumbersSoTheExpectationIsExact() {
    // All multiples of 2^-24 are equally likely: count those that are kept.
    float rate = 0.3f;
    int kept = 0;
    float[] u = new float[1 << 12];
    for (int first = 0; first < 1 << 24; first += u.length) {
      for (int i = 0; i < u.length; i++) {
        u[i] = (first + i) * 0x1p-24f;
      }
      Dropout.mask(u, rate, 0, u.length);
      for (float m : u) {
        kept += m > 0 ? 1 : 0;
      }
    }
    assertThat(kept * 0x1p-24 / (1 - rate)).isCloseTo(1, within(2e-7));
  }

  @Test
  void stepsLayersAndUsesInOneStepHaveMasksOfTheirOwn() {
    Network network = new Sequential(new Dropout(0.5f)).build(Shape.of(1000), 1);
    float[] first = Passes.training(network, ones(1000), 1, 7, 0);
    assertThat(Passes.training(network, ones(1000), 1, 7, 0)).isEqualTo(first);
    assertThat(Passes.training(network, ones(1000), 1, 7, 1)).isNotEqualTo(first);
    assertThat(Passes.training(network, ones(1000), 1, 8, 0)).isNotEqualTo(first);
    try (Tape tape = Tape.training(7, Engine.single());
        Step step = tape.step()) {
      Tensor x = step.input(ones(1000), Shape.of(1, 1000));
      float[] once = network.forward(x).copy();
      assertThat(network.forward(x).copy()).as("used twice in one step").isNotEqualTo(once);
    }
    Network two = new Sequential(new Dropout(0.5f), new Dropout(0.5f)).build(Shape.of(1000), 1);
    float[] both = Passes.training(two, ones(1000), 1, 7, 0);
    int kept = 0;
    for (float value : both) {
      kept += value > 0 ? 1 : 0;
    }
    assertThat(kept).as("kept by two masks").isBetween(180, 320);
  }

  @Test
  void inferenceIsTheIdentityAndRecordsNothing() {
    Network network = new Dropout(0.5f).build(Shape.of(3), 1);
    try (Tape tape = Tape.inference(Engine.single());
        Step step = tape.step()) {
      Tensor x = step.input(ones(3), Shape.of(1, 3));
      assertThat(network.forward(x)).isSameAs(x);
    }
  }

  @Test
  void theGradientPassesWhereTheSignalPassed() {
    Network network = new Sequential(new Dense(50), new Dropout(0.5f)).build(Shape.of(1), 1);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(ones(1), Shape.of(1, 1)));
      float[] bias = step.gradients(y, network.parameters()).of(network.parameters().at(1));
      float[] values = y.copy();
      for (int i = 0; i < bias.length; i++) {
        assertThat(bias[i]).isEqualTo(values[i] == 0 ? 0 : 2);
      }
    }
  }

  @Test
  void dropConnectDropsLinksAndKeepsTheExpectedSum() {
    int in = 400;
    int units = 500;
    Network network = new DropConnect(units, 0.25f, new Constant(1)).build(Shape.of(in), 1);
    network.parameters().at(1).set(filled(units, 3));
    float[] y = Passes.training(network, ones(in), 1, 7, 0);
    double sum = 0;
    for (float value : y) {
      // Each unit sums 400 links, each of them 0 or 4/3.
      double links = (value - 3) * 0.75;
      assertThat(links).isCloseTo(Math.rint(links), within(1e-3));
      assertThat(links).isBetween(240.0, 360.0);
      sum += value;
    }
    assertThat(sum / units).isCloseTo(403, within(5 * Math.sqrt(400 * 0.25 / 0.75 / units)));
    assertThat(Passes.inference(network, ones(in), 1)).containsOnly(403);
  }

  @Test
  void inferenceOfDropConnectIsDense() {
    float[] x = {0.5f, -1, 2};
    float[] expected = Passes.inference(new Dense(4).build(Shape.of(3), 9), x, 1);
    assertThat(Passes.inference(new DropConnect(4, 0.5f).build(Shape.of(3), 9), x, 1)).isEqualTo(expected);
  }

  @Test
  void ratesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Dropout(1)).hasMessage("Dropout: got rate 1.0, expected 0 or more and below 1");
    assertThatThrownBy(() -> new Dropout(Float.NaN)).hasMessageContaining("got rate NaN");
    assertThatThrownBy(() -> new DropConnect(0, 0.5f)).hasMessageContaining("got 0 units, rate 0.5");
  }

  private static float[] filled(int n, float value) {
    float[] x = new float[n];
    Arrays.fill(x, value);
    return x;
  }
}
