package hillock.classic.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.classic.spiking.LeakyIntegrateAndFire.Reset;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakyIntegrateAndFireTest {
  private static final int STEPS = 12;
  private static final int NEURONS = 3;

  private static float[] spikes(LeakyIntegrateAndFire neurons, float... currents) {
    return neurons.build(Shape.of(currents.length, 1), 1).predict(currents, 1);
  }

  @Test
  void aNeuronFiresWhenWhatItGatheredReachesTheThreshold() {
    LeakyIntegrateAndFire neuron = new LeakyIntegrateAndFire(0.5f);
    // Potentials 0.75, 1.125 (fires, leaves 0.125), 0.9375, 0.96875, 1 (fires: the threshold itself is enough).
    float[] currents = {0.75f, 0.75f, 0.875f, 0.5f, 0.515625f, 0, 2.5f, 0, 0};
    // Then 0, 2.5 (fires, leaves 1.5), 0.75, 0.375 when it subtracts.
    assertThat(spikes(neuron, currents)).containsExactly(0, 1, 0, 0, 1, 0, 1, 0, 0);
    float[] strong = {3, 0, 1.25f, 0};
    assertThat(spikes(neuron, strong)).containsExactly(1, 1, 1, 0); // 3, 2·½ = 1, 0 + 1.25, 0.25·½
    assertThat(spikes(neuron.with(Reset.ZERO), strong)).containsExactly(1, 0, 1, 0);
  }

  @Test
  void aSteadyCurrentMakesTheRateThatTheoryTells() {
    // Between two spikes from 0 a potential follows I·(1 - β^k) / (1 - β); it fires at the first k where that is 1.
    float decay = 0.9f;
    float[] currents = new float[1000];
    for (float current : new float[] {0.11f, 0.15f, 0.3f, 0.6f}) {
      java.util.Arrays.fill(currents, current);
      int fired = 0;
      for (float s : spikes(new LeakyIntegrateAndFire(decay).with(Reset.ZERO), currents)) {
        fired += (int) s;
      }
      int interval = (int) Math.ceil(Math.log(1 - (1 - decay) / current) / Math.log(decay) - 1e-6);
      assertThat(fired).as("spikes at a current of %s", current).isEqualTo(1000 / interval);
    }
    java.util.Arrays.fill(currents, 0.099f);
    assertThat(spikes(new LeakyIntegrateAndFire(decay), currents)).containsOnly(0f); // never reaches 0.99
  }

  /**
   * With the resets where they were, the potentials are linear in the currents, and the gradient is that of {@code Σ
   * c·S(u - θ)} where S is the function whose slope the surrogate is: checked in double precision, step by step.
   */
  @ParameterizedTest
  @CsvSource({"FAST_SIGMOID, SUBTRACT", "FAST_SIGMOID, ZERO", "ARCTAN, SUBTRACT", "ARCTAN, ZERO"})
  void theGradientIsThatOfTheSurrogateThroughTime(Surrogate surrogate, Reset reset) {
    LeakyIntegrateAndFire neurons = new LeakyIntegrateAndFire(0.8f).with(surrogate, 3).with(reset);
    float[] x = new float[2 * STEPS * NEURONS];
    new Randomness(1, 0, 0).uniforms(x, 0, x.length);
    float[] c = new float[x.length];
    new Randomness(2, 0, 0).normals(c, 0, c.length);
    // The currents are biases, so that there is a derivative by each.
    Network network = new Sequential(new Dense(STEPS * NEURONS), new Fold(), neurons).build(Shape.of(1), 1);
    Parameter currents = network.parameters().named("0.dense.bias").orElseThrow();
    for (int row = 0; row < 2; row++) {
      float[] own = java.util.Arrays.copyOfRange(x, row * STEPS * NEURONS, (row + 1) * STEPS * NEURONS);
      float[] weights = java.util.Arrays.copyOfRange(c, row * STEPS * NEURONS, (row + 1) * STEPS * NEURONS);
      currents.set(own);
      float[] spikes;
      float[] gradient;
      try (Tape tape = Tape.training(1, Engine.single());
          Step step = tape.step()) {
        Tensor s = network.forward(step.input(new float[1], Shape.of(1, 1)));
        spikes = s.copy();
        Tensor sum = s.times(step.input(weights, s.shape())).sum();
        Gradients gradients = step.gradients(sum, network.parameters());
        gradient = gradients.of(currents);
      }
      assertThat(spikes).contains(1f, 0f);
      for (int i = 0; i < own.length; i++) {
        double h = 1e-5;
        double up = objective(neurons, own, i, h, spikes, weights);
        double down = objective(neurons, own, i, -h, spikes, weights);
        assertThat((double) gradient[i]).isCloseTo((up - down) / (2 * h), within(2e-5));
      }
    }
  }

  private static double objective(
      LeakyIntegrateAndFire neurons, float[] x, int moved, double by, float[] spikes, float[] c) {
    double total = 0;
    for (int j = 0; j < NEURONS; j++) {
      double left = 0;
      for (int t = 0; t < STEPS; t++) {
        int i = t * NEURONS + j;
        double u = neurons.decay() * left + x[i] + (i == moved ? by : 0);
        double v = u - neurons.threshold();
        double k = neurons.steepness();
        total += c[i] * (neurons.surrogate() == Surrogate.ARCTAN ? Math.atan(k * v) / k : v / (1 + k * Math.abs(v)));
        left = neurons.reset() == Reset.ZERO ? u * (1 - spikes[i]) : u - neurons.threshold() * spikes[i];
      }
    }
    return total;
  }

  /** [steps·neurons] to [steps, neurons]. */
  private record Fold() implements hillock.nn.Spec {
    @Override
    public hillock.nn.Module build(hillock.nn.Scope scope, Shape input) {
      return new hillock.nn.Reshape(STEPS, NEURONS).build(scope, input);
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new LeakyIntegrateAndFire(1))
        .hasMessage("LeakyIntegrateAndFire: got decay 1.0, expected 0 or more and less than 1");
    assertThatThrownBy(() -> new LeakyIntegrateAndFire(0.5f).build(Shape.of(4), 1))
        .hasMessage(
            "LeakyIntegrateAndFire: got input [4], expected [time, neurons]; put a coding such as RateCoding before"
                + " it");
  }
}
