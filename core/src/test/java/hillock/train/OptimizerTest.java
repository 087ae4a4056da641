package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.nn.HalfSquaredError;
import hillock.nn.Loss;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Steps of the optimisers against the same formulas by hand, in double precision, and their behaviour on parameters.
 */
class OptimizerTest {
  private static final Loss LOSS = new HalfSquaredError();

  /** One weight, started at 2, of loss w²/2: the gradient is the weight. */
  private final Parameters parameters = new Parameters();

  private final Parameter weight = parameters.add("weight", Shape.of(1), true, true);

  private float[] steps(Optimizer optimizer, int n) {
    parameters.trim();
    weight.set(2f);
    Update update = optimizer.over(parameters, Engine.single());
    float[] trace = new float[n];
    try (Tape tape = Tape.training(1, Engine.single())) {
      for (int i = 0; i < n; i++) {
        try (var step = tape.step()) {
          update.update(gradients(step, parameters));
        }
        trace[i] = weight.copy()[0];
      }
    }
    return trace;
  }

  private Gradients gradients(hillock.tensor.Step step, Parameters all) {
    var y = step.parameter(weight).reshape(Shape.of(1, 1));
    return step.gradients(LOSS.of(y, step.input(new float[1], Shape.of(1, 1))), all);
  }

  private static void assertTrace(float[] got, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) got[i]).as("step %d", i + 1).isCloseTo(expected[i], within(2e-6));
    }
  }

  @Test
  void gradientDescentWithDecay() {
    // w ← w - 0.1·(w + 0.5·w) = 0.85·w
    assertTrace(steps(new Sgd(0.1, 0.5, 0), 3), 1.7, 1.445, 1.22825);
  }

  @Test
  void momentumKeepsAVelocity() {
    // v = 2, 0.9·2 + 1.8 = 3.6, 0.9·3.6 + 1.44 = 4.68
    assertTrace(steps(new Momentum(0.1), 3), 1.8, 1.44, 0.972);
  }

  @Test
  void nesterovLooksAhead() {
    // v = 2: w = 2 - 0.1·(2 + 1.8) = 1.62; v = 1.8 + 1.62 = 3.42: w = 1.62 - 0.1·(1.62 + 3.078) = 1.1502
    assertTrace(steps(new Nesterov(0.1), 2), 1.62, 1.1502);
  }

  @Test
  void adaGradDividesByTheRootOfAllSquares() {
    // s = 4: w = 2 - 0.1 = 1.9; s = 4 + 3.61: w = 1.9 - 0.1·1.9/√7.61
    assertTrace(steps(new AdaGrad(0.1), 2), 1.9, 1.9 - 0.19 / Math.sqrt(7.61));
    // the second rate is 0.1/1.5
    assertTrace(steps(new AdaGrad(0.1, 0.5, 1e-10, 0, 0), 2), 1.9, 1.9 - 0.19 / 1.5 / Math.sqrt(7.61));
  }

  @Test
  void rmsPropDividesByARunningRoot() {
    // s = 0.04: w = 2 - 0.01·2/0.2 = 1.9; s = 0.0396 + 0.0361
    assertTrace(steps(new RmsProp(0.01), 2), 1.9, 1.9 - 0.019 / Math.sqrt(0.0757));
    // with momentum 0.9: b = 10, then 9 + 1.9/√0.0757
    double b = 9 + 1.9 / Math.sqrt(0.0757);
    assertTrace(steps(new RmsProp(0.01, 0.99, 1e-8, 0.9, 0, 0), 2), 1.9, 1.9 - 0.01 * b);
  }

  @Test
  void adamCorrectsItsMeansForTheirStart() {
    double w = 2;
    double m = 0;
    double v = 0;
    double[] expected = new double[5];
    for (int t = 1; t <= 5; t++) {
      double g = w + 0.1 * w;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      w -= 0.1 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      expected[t - 1] = w;
    }
    assertTrace(steps(new Adam(0.1, 0.9, 0.999, 1e-8, 0.1, 0), 5), expected);
  }

  @Test
  void adamWDecaysTheWeightAndNotTheGradient() {
    double w = 2;
    double m = 0;
    double v = 0;
    double[] expected = new double[5];
    for (int t = 1; t <= 5; t++) {
      double g = w;
      w *= 1 - 0.1 * 0.1;
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      w -= 0.1 * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      expected[t - 1] = w;
    }
    assertTrace(steps(new AdamW(0.1, 0.1), 5), expected);
  }

  @Test
  void l1StopsExactlyAtZero() {
    float[] trace = steps(new Sgd(0.1, 0, 1), 40);
    assertTrace(trace, 1.7, 1.43);
    assertThat(trace[39]).isZero();
  }

  @Test
  void decayAndL1SpareBiasesAndNothingChangesFrozenWeights() {
    Parameter bias = parameters.add("bias", Shape.of(1), true, false);
    Parameter frozen = parameters.add("frozen", Shape.of(1), true, true);
    Parameter tail = parameters.add("tail", Shape.of(1), true, true);
    for (Optimizer optimizer : List.of(new Sgd(0.1, 0.5, 0.5), new AdamW(0.1, 0.9, 0.999, 1e-8, 0.5, 0.5))) {
      bias.set(1f);
      frozen.set(1f);
      frozen.trainable(false);
      tail.set(1f);
      steps(optimizer, 3);
      assertThat(bias.copy()).containsExactly(1f);
      assertThat(frozen.copy()).containsExactly(1f);
      assertThat(tail.copy()[0]).isLessThan(0.8f);
    }
  }

  @Test
  void constraintsHoldAfterEachUpdate() {
    weight.constraint(p -> p.array()[p.offset()] = Math.min(1.5f, p.array()[p.offset()]));
    assertThat(steps(new Sgd(0.01), 1)).containsExactly(1.5f);
  }

  @Test
  void factorsOfSchedulesMultiplyTheRate() {
    parameters.trim();
    weight.set(2f);
    try (Tape tape = Tape.training(1, Engine.single());
        var step = tape.step()) {
      new Sgd(0.1).over(parameters, Engine.single()).update(gradients(step, parameters), 0.5);
    }
    assertThat(weight.copy()[0]).isCloseTo(1.9f, within(1e-6f));
  }

  @Test
  void memoriesOfGradientsThatBecameZeroBecomeZeroThemselves() {
    for (Optimizer optimizer : List.of(new Momentum(0.1), new Adam(0.1), new RmsProp(0.01, 0.9, 1e-8, 0.9, 0, 0))) {
      parameters.trim();
      weight.set(2f);
      Update update = optimizer.over(parameters, Engine.single());
      State state = new State();
      try (Tape tape = Tape.training(1, Engine.single())) {
        for (int i = 0; i < 1000; i++) {
          try (var step = tape.step()) {
            update.update(gradients(step, parameters));
          }
          weight.set(0f);
        }
      }
      update.save(state);
      // 0.9 to the power of 1000 is below the smallest float; rounding alone would keep the average at a denormal one
      float[] last = state.array("optimizer.memory." + (optimizer instanceof RmsProp ? 1 : 0));
      assertThat(last).as(optimizer.toString()).containsExactly(0f);
    }
  }

  @Test
  void restoredUpdatesContinueWithTheSameBits() {
    for (Optimizer optimizer :
        List.of(
            new Sgd(0.1),
            new Momentum(0.1),
            new Nesterov(0.1),
            new AdaGrad(0.1),
            new RmsProp(0.01, 0.99, 1e-8, 0.5, 0, 0),
            new Adam(0.1),
            new AdamW(0.1))) {
      float[] whole = steps(optimizer, 6);
      steps(optimizer, 0);
      State state = new State();
      Update first = optimizer.over(parameters, Engine.single());
      try (Tape tape = Tape.training(1, Engine.single())) {
        for (int i = 0; i < 6; i++) {
          if (i == 3) {
            first.save(state);
            state = state.copy();
            first = optimizer.over(parameters, Engine.single());
            first.restore(state);
          }
          try (var step = tape.step()) {
            first.update(gradients(step, parameters));
          }
        }
      }
      assertThat(weight.copy()[0]).as(optimizer.toString()).isEqualTo(whole[5]);
    }
  }

  @Test
  void wrongSettingsAndGradientsAreRefused() {
    assertThatThrownBy(() -> new Sgd(-1)).hasMessage("Sgd: learning rate: got -1.0, expected a number greater than 0");
    assertThatThrownBy(() -> new Adam(0.1, 1, 0.9, 1e-8, 0, 0))
        .hasMessage("Adam: beta1: got 1.0, expected from 0 to below 1");
    Parameters others = new Parameters();
    others.trim();
    parameters.trim();
    try (Tape tape = Tape.training(1, Engine.single());
        var step = tape.step()) {
      Gradients gradients = gradients(step, parameters);
      assertThatThrownBy(() -> new Sgd(0.1).over(others, Engine.single()).update(gradients))
          .hasMessageContaining("gradients of another set of parameters");
    }
  }
}
