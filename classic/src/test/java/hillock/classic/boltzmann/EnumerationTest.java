package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact likelihood against its definition, and against numbers known by hand. */
class EnumerationTest {
  @ParameterizedTest
  @CsvSource({"5, 3", "3, 5"}) // over the hidden units, over the visible ones
  void logPartitionIsTheSumOverAllStates(int visible, int hidden) {
    Rbm rbm = Machines.random(visible, hidden, Visible.BINARY, 1, 4);
    double z = 0;
    for (int v = 0; v < 1 << visible; v++) {
      for (int h = 0; h < 1 << hidden; h++) {
        z += Math.exp(-energy(rbm, v, h));
      }
    }
    assertThat(new Enumeration(rbm).logPartition()).isCloseTo(Math.log(z), within(1e-9));
  }

  private static double energy(Rbm rbm, int v, int h) {
    double energy = 0;
    for (int i = 0; i < rbm.visible(); i++) {
      for (int j = 0; j < rbm.hidden(); j++) {
        energy -= (v >> i & 1) * (h >> j & 1) * rbm.filter(j)[i];
      }
      energy -= (v >> i & 1) * rbm.visibleBias().copy()[i];
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      energy -= (h >> j & 1) * rbm.hiddenBias().copy()[j];
    }
    return energy;
  }

  @Test
  void aGaussianMachineWithoutLinksIsANormalDistribution() {
    Rbm rbm = Rbm.of(1, 1, Visible.GAUSSIAN, 1);
    rbm.weight().set(0);
    rbm.visibleBias().set(2);
    Dataset two = Dataset.of(Shape.of(1), new float[] {2, 3});
    double expected = -0.5 * Math.log(2 * Math.PI) - 0.25;
    assertThat(new Enumeration(rbm).meanLogLikelihood(two)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void aGaussianMachineWithALinkIsAMixtureOfTwo() {
    Rbm rbm = Rbm.of(1, 1, Visible.GAUSSIAN, 1);
    rbm.weight().set(3);
    rbm.visibleBias().set(-1);
    rbm.hiddenBias().set(0.5f);
    // h = 1 has mass exp(½((b + w)² - b²) + c) against 1 of h = 0; the means are b + w and b.
    double mass = Math.exp(0.5 * (4 - 1) + 0.5);
    double x = 0.7;
    double density = mass * Math.exp(-0.5 * (x - 2) * (x - 2)) + Math.exp(-0.5 * (x + 1) * (x + 1));
    double expected = Math.log(density / (1 + mass) / Math.sqrt(2 * Math.PI));
    Dataset one = Dataset.of(Shape.of(1), new float[] {(float) x});
    assertThat(new Enumeration(rbm).meanLogLikelihood(one)).isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"BINARY, 6, 4", "BINARY, 4, 6", "GAUSSIAN, 3, 4"})
  void theGradientIsThatOfTheLikelihood(Visible kind, int visible, int hidden) {
    Rbm rbm = Machines.random(visible, hidden, kind, 0.5f, 5);
    Dataset data = Machines.bits(20, visible, 6);
    double[] gradient = new Enumeration(rbm).gradient(data);
    float[] w = rbm.parameters().values();
    for (int i = 0; i < w.length; i++) {
      float old = w[i];
      float step = 1f / 64;
      w[i] = old + step;
      double above = new Enumeration(rbm).meanLogLikelihood(data);
      w[i] = old - step;
      double below = new Enumeration(rbm).meanLogLikelihood(data);
      w[i] = old;
      assertThat(gradient[i]).as("parameter %d", i).isCloseTo((above - below) / (2 * step), within(1e-4));
    }
  }

  @Test
  void freeEnergyInFloatsAgrees() {
    Rbm rbm = Machines.random(8, 5, Visible.BINARY, 1, 7);
    Dataset data = Machines.bits(10, 8, 8);
    float[] v = new float[80];
    for (int r = 0; r < 10; r++) {
      data.gather(r, v, r * 8);
    }
    double mean = java.util.Arrays.stream(new FreeEnergy(rbm).of(v, 10, Engine.single())).average().orElseThrow();
    Enumeration exact = new Enumeration(rbm);
    assertThat(-mean - exact.logPartition()).isCloseTo(exact.meanLogLikelihood(data), within(1e-5));
  }

  @Test
  void refusesLargeMachines() {
    assertThatThrownBy(() -> new Enumeration(Rbm.of(30, 21, Visible.BINARY, 1)))
        .hasMessage("Enumeration: got 30 visible and 21 hidden units, expected at most 20 of the one or the other");
  }
}
