package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads share the examples of a batch or, when there are too few, the units of each step: the same bits either way.
 */
class RecurrentThreadsTest {
  private static final int STEPS = 4;
  private static final int FEATURES = 9;

  static Spec[] layers() {
    return new Spec[] {
      new SimpleRnn(200),
      new SimpleRnn(190, SimpleRnn.Function.RELU).wholeSequence(),
      new Gru(111).wholeSequence(),
      new Gru(112).bothDirections(),
      new Lstm(97),
      new Lstm(96).bothDirections().wholeSequence(),
      new Lstm(90).withRecurrentDropout(0.5f)
    };
  }

  @ParameterizedTest
  @MethodSource("layers")
  void anyNumberOfThreadsGivesTheSameBits(Spec spec) {
    for (int batch : new int[] {1, 2, 3, 7}) {
      float[] expected = run(spec, batch, 1);
      for (int threads : new int[] {2, 3, 4}) {
        assertThat(run(spec, batch, threads)).as("batch %d, %d threads", batch, threads).isEqualTo(expected);
      }
    }
  }

  /** Threads that share a step read a copy of the weights. */
  @Test
  void changedWeightsCountFromTheNextStepOn() {
    Network network = new Lstm(97).build(Shape.of(STEPS, FEATURES), 1);
    float[] x = new float[STEPS * FEATURES];
    new Randomness(5, 1, 0).normals(x, 0, x.length);
    try (Team one = Team.of(1);
        Team two = Team.of(2);
        Tape alone = Tape.inference(Engine.of(new ScalarKernels(), one));
        Tape together = Tape.inference(Engine.of(new ScalarKernels(), two))) {
      float[] before = output(network, together, x);
      float[] w = network.parameters().values();
      for (int i = 0; i < w.length; i++) {
        w[i] *= 0.5f;
      }
      network.parameters().changed();
      float[] after = output(network, together, x);
      assertThat(after).isEqualTo(output(network, alone, x)).isNotEqualTo(before);
    }
  }

  private static float[] output(Network network, Tape tape, float[] x) {
    try (Step step = tape.step()) {
      return network.forward(step.input(x, Shape.of(1, STEPS, FEATURES))).copy();
    }
  }

  /** Outputs and derivatives by the weights. */
  private static float[] run(Spec spec, int batch, int threads) {
    Network network = spec.build(Shape.of(STEPS, FEATURES), 1);
    float[] x = new float[batch * STEPS * FEATURES];
    new Randomness(5, 1, 0).normals(x, 0, x.length);
    try (Team team = Team.of(threads);
        Tape tape = Tape.training(1, Engine.of(new ScalarKernels(), team));
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(x, Shape.of(batch, STEPS, FEATURES)));
      float[] gradients = step.gradients(y.times(y).sum(), network.parameters()).values();
      float[] all = new float[y.size() + gradients.length];
      System.arraycopy(y.data(), 0, all, 0, y.size());
      System.arraycopy(gradients, 0, all, y.size(), gradients.length);
      return all;
    }
  }
}
