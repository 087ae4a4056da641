package hillock.classic.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import org.junit.jupiter.api.Test;

class CodingTest {
  @Test
  void aNumberFiresAsOftenAsItIsLargeAndEvenly() {
    Network coding = new RateCoding(10).build(Shape.of(4), 1);
    float[] s = coding.predict(new float[] {0, 0.3f, 0.5f, 1}, 1);
    int[] counts = new int[4];
    for (int t = 0; t < 10; t++) {
      for (int j = 0; j < 4; j++) {
        counts[j] += (int) s[t * 4 + j];
      }
    }
    assertThat(counts).containsExactly(0, 3, 5, 10);
    for (int t = 1; t < 10; t++) {
      assertThat(s[t * 4 + 2]).as("half of the time: every second step").isEqualTo(1 - s[(t - 1) * 4 + 2]);
    }
    assertThat(coding.predict(new float[] {-3, 7, 0.04f, 0.96f}, 1)).contains(0f, 1f).doesNotContain(-3f, 7f);
  }

  @Test
  void inTrainingEveryStepFiresWithThatProbability() {
    Network coding = new RateCoding(2000).build(Shape.of(3), 1);
    float[] rates = {0.1f, 0.5f, 0.9f};
    try (Tape tape = Tape.training(5, Engine.single())) {
      float[] first = fire(tape, coding, rates);
      for (int j = 0; j < 3; j++) {
        double fired = 0;
        double twice = 0;
        for (int t = 0; t < 2000; t++) {
          fired += first[t * 3 + j];
          twice += t == 0 ? 0 : first[t * 3 + j] * first[(t - 1) * 3 + j];
        }
        double deviation = Math.sqrt(rates[j] * (1 - rates[j]) / 2000);
        assertThat(fired / 2000).isCloseTo(rates[j], within(4 * deviation));
        assertThat(twice / 1999).as("independent steps").isCloseTo(rates[j] * rates[j], within(8 * deviation));
      }
      assertThat(fire(tape, coding, rates)).as("the next step").isNotEqualTo(first);
    }
  }

  private static float[] fire(Tape tape, Network coding, float[] rates) {
    try (Step step = tape.step()) {
      return coding.forward(step.input(rates, Shape.of(1, rates.length))).copy();
    }
  }

  @Test
  void aLargeNumberFiresEarlyAndASmallOneNever() {
    Network coding = new LatencyCoding(5).build(Shape.of(5), 1);
    float[] s = coding.predict(new float[] {1, 0.75f, 0.5f, 0.1f, 0.01f}, 1);
    float[] expected = new float[25];
    expected[0] = 1;
    expected[1 * 5 + 1] = 1;
    expected[2 * 5 + 2] = 1;
    expected[4 * 5 + 3] = 1;
    assertThat(s).isEqualTo(expected);
  }

  @Test
  void aCurrentStaysAndItsDerivativesAddUp() {
    Network network = new hillock.nn.Sequential(new hillock.nn.Dense(2), new CurrentCoding(3)).build(Shape.of(1), 1);
    var bias = network.parameters().named("0.dense.bias").orElseThrow();
    bias.set(0.25f, -2);
    assertThat(network.predict(new float[1], 1)).containsExactly(0.25f, -2, 0.25f, -2, 0.25f, -2);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      var y = network.forward(step.input(new float[1], Shape.of(1, 1)));
      var sum = y.times(step.input(new float[] {1, 2, 3, 4, 5, 6}, y.shape())).sum();
      assertThat(step.gradients(sum, network.parameters()).of(bias)).containsExactly(1 + 3 + 5, 2 + 4 + 6);
    }
  }

  @Test
  void stepsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new RateCoding(0)).hasMessage("RateCoding: got 0 time steps, expected at least 1");
    assertThatThrownBy(() -> new LatencyCoding(3, 0))
        .hasMessage("LatencyCoding: got smallest 0.0, expected above 0 and at most 1");
  }
}
