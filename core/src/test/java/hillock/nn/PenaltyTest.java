package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What layers add to the loss, by hand, and noise that is there in training alone. */
class PenaltyTest {
  /** The penalties of a network's layers for rows of features. */
  private static float penalty(Tape tape, Network network, float[] x) {
    try (Step step = tape.step()) {
      network.forward(step.input(x, network.input().batch(x.length / network.input().size())));
      return step.withPenalties(step.input(new float[1], Shape.scalar())).item();
    }
  }

  private static float penalty(Spec spec, float... x) {
    return penalty(Tape.inference(Engine.single()), spec.build(Shape.of(2), 1), x);
  }

  @Test
  void l1AddsTheMeanOverRowsOfTheirAbsoluteSums() {
    assertThat(penalty(new ActivityL1(0.5f), 1, -2, 3, 0)).isEqualTo(0.5f * 6 / 2);
    assertThat(penalty(new Sequential(new ActivityL1(0.5f), new Relu(), new ActivityL1(2)), 1, -2))
        .as("of several layers")
        .isEqualTo(0.5f * 3 + 2 * 1);
    assertThat(penalty(new Relu(), 1, -2)).as("of none").isZero();
  }

  @Test
  void sparsityIsTheDivergenceOfTheMeanActivities() {
    // Means 0.2 and 0.5; the target 0.2 leaves the first without penalty.
    double expected = 3 * (0.2 * Math.log(0.2 / 0.5) + 0.8 * Math.log(0.8 / 0.5));
    assertThat(penalty(new Sparsity(0.2f, 3), 0.1f, 0.4f, 0.3f, 0.6f)).isCloseTo((float) expected, within(1e-6f));
    assertThat(penalty(new Sparsity(0.2f, 3), 0, 1)).as("never active, always active").isBetween(30f, 40f);
  }

  @Test
  void theVariationalDivergenceIsThatFromTheStandardNormalDistribution() {
    Network network = new Variational(1, 2).build(Shape.of(2), 1);
    network.parameters().named("mean.dense.weight").orElseThrow().set(1, 0);
    network.parameters().named("logVariance.dense.weight").orElseThrow().set(0, 1);
    // Rows of mean and logarithm of the variance.
    float[] x = {3, 0, 0, (float) Math.log(4)};
    double expected = (0.5 * 9 + 0.5 * (4 - 1 - Math.log(4))) * 2 / 2;
    assertThat(penalty(Tape.inference(Engine.single()), network, x)).isCloseTo((float) expected, within(1e-5f));
    assertThat(Passes.inference(network, x, 2)).as("inference gives the mean").containsExactly(3, 0);
  }

  @Test
  void variationalSamplesHaveTheirMeanAndDeviation() {
    Network network = new Variational(1).build(Shape.of(2), 1);
    network.parameters().named("mean.dense.weight").orElseThrow().set(1, 0);
    network.parameters().named("logVariance.dense.weight").orElseThrow().set(0, 1);
    int n = 20_000;
    float[] x = new float[2 * n];
    for (int i = 0; i < n; i++) {
      x[2 * i] = 3;
      x[2 * i + 1] = (float) Math.log(4);
    }
    float[] z = Passes.training(network, x, n, 1, 0);
    assertThat(mean(z)).isCloseTo(3, within(4 * 2 / Math.sqrt(n))); // four standard errors
    assertThat(deviation(z)).isCloseTo(2, within(4 * 2 / Math.sqrt(2 * n)));
  }

  @Test
  void noiseHasItsDeviationAndMaskingItsRate() {
    int n = 40_000;
    Network noise = new GaussianNoise(0.5f).build(Shape.of(n), 1);
    float[] y = Passes.training(noise, new float[n], 1, 1, 0);
    assertThat(mean(y)).isCloseTo(0, within(4 * 0.5 / Math.sqrt(n)));
    assertThat(deviation(y)).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(2 * n)));
    float[] ones = new float[n];
    java.util.Arrays.fill(ones, 1);
    float[] left = Passes.training(new MaskingNoise(0.3f).build(Shape.of(n), 1), ones, 1, 1, 0);
    assertThat(left).containsOnly(0, 1);
    assertThat(mean(left)).isCloseTo(0.7, within(4 * Math.sqrt(0.3 * 0.7 / n)));
    assertThat(Passes.training(new MaskingNoise(1).build(Shape.of(n), 1), ones, 1, 1, 0)).containsOnly(0);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  @Test
  void aStepForgetsThePenaltiesOfTheLastAndTakesScalarsOnly() {
    Network network = new ActivityL1(1).build(Shape.of(2), 1);
    Tape tape = Tape.training(1, Engine.single());
    assertThat(penalty(tape, network, new float[] {1, 2})).isEqualTo(3);
    assertThat(penalty(tape, network, new float[] {1, 2})).isEqualTo(3);
    try (Step step = tape.step()) {
      Tensor x = step.input(new float[2], Shape.of(2));
      assertThatThrownBy(() -> step.penalize(x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("penalize: got Input [2], expected a scalar");
    }
  }

  @Test
  void hyperparametersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ActivityL1(-1)).hasMessage("ActivityL1: got weight -1.0, expected 0 or more");
    assertThatThrownBy(() -> new Sparsity(0, 1)).hasMessage("Sparsity: got target 0.0, expected above 0 and below 1");
    assertThatThrownBy(() -> new Variational(0)).hasMessage("Variational: got 0 units, expected at least 1");
    assertThatThrownBy(() -> new GaussianNoise(-1)).hasMessage("GaussianNoise: got deviation -1.0, expected 0 or more");
    assertThatThrownBy(() -> new MaskingNoise(1.5f)).hasMessage("MaskingNoise: got rate 1.5, expected 0 to 1");
  }
}
