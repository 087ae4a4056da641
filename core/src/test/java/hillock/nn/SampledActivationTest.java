package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The activations that sample in training, and the one that learns its slope. */
class SampledActivationTest {
  private static final int N = 100_000;

  private static float[] all(float value) {
    float[] x = new float[N];
    Arrays.fill(x, value);
    return x;
  }

  @Test
  void randomizedReluSamplesSlopesInTrainingAndTakesTheirMeanInInference() {
    Network network = new RandomizedRelu().build(Shape.of(N), 1);
    float[] y = Passes.training(network, all(-2), 1, 5, 0);
    double sum = 0;
    double squares = 0;
    for (float value : y) {
      double slope = value / -2;
      assertThat(slope).isBetween(0.125, 1 / 3.0 + 1e-7);
      sum += slope;
      squares += slope * slope;
    }
    double width = 1 / 3.0 - 0.125;
    double mean = 0.125 + width / 2;
    assertThat(sum / N).isCloseTo(mean, within(5 * width / Math.sqrt(12.0 * N)));
    assertThat(squares / N - mean * mean).as("variance of a uniform slope").isCloseTo(width * width / 12, within(1e-4));
    assertThat(Passes.inference(network, all(-2), 1)).containsOnly(-2 * ((1f / 8 + 1f / 3) / 2));
    assertThat(Passes.training(network, all(3), 1, 5, 0)).containsOnly(3);
  }

  @Test
  void noisyReluAddsNoiseOfTheSigmoidsVarianceInTrainingOnly() {
    Network network = new NoisyRelu().build(Shape.of(N), 1);
    float x = 6; // so far right that the cut at 0 is never reached
    float[] y = Passes.training(network, all(x), 1, 5, 0);
    double variance = 1 / (1 + Math.exp(-x));
    double sum = 0;
    double squares = 0;
    for (float value : y) {
      sum += value - x;
      squares += (value - x) * (value - x);
    }
    assertThat(sum / N).isCloseTo(0, within(5 / Math.sqrt(N)));
    assertThat(squares / N).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / N)));
    assertThat(Passes.inference(network, all(x), 1)).containsOnly(x);
    assertThat(Passes.inference(network, all(-x), 1)).containsOnly(0);
    for (float value : Passes.training(network, all(-0.5f), 1, 5, 0)) {
      assertThat(value).isNotNegative();
    }
  }

  @Test
  void noisyReluLetsUnitsThatAreOffFireNowAndThen() {
    float[] y = Passes.training(new NoisyRelu().build(Shape.of(N), 1), all(-0.5f), 1, 5, 0);
    int firing = 0;
    for (float value : y) {
      firing += value > 0 ? 1 : 0;
    }
    // P(√σ(x)·ε > 0.5), with σ(-0.5) = 0.3775: the normal tail beyond 0.8138.
    assertThat(firing / (double) N).isCloseTo(0.2079, within(5 * Math.sqrt(0.2079 * 0.7921 / N)));
  }

  @Test
  void strongNegativesAreStableInTraining() {
    for (Spec spec : new Spec[] {new RandomizedRelu(), new NoisyRelu(), new Prelu()}) {
      float[] y = Passes.training(spec.build(Shape.of(4), 1), new float[] {-1000, 1000, 0, Float.NaN}, 1, 5, 0);
      assertThat(y[1]).isCloseTo(1000, within(6f));
      assertThat(y[0]).isFinite();
      assertThat(y[2]).isFinite();
      assertThat(y[3]).isNaN();
    }
  }

  @Test
  void parametricReluLearnsTheSlopeOfEachFeature() {
    Network network = new Prelu().build(Shape.of(2), 1);
    assertThat(network.parameters().values()).containsExactly(0.25f, 0.25f);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(new float[] {-2, 3, -4, -8}, Shape.of(2, 2)));
      assertThat(y.copy()).containsExactly(-0.5f, 3, -1, -2);
      assertThat(step.gradients(y, network.parameters()).values()).containsExactly(-6, -8);
    }
  }
}
