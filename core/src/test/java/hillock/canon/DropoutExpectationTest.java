package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.nn.Dense;
import hillock.nn.DropConnect;
import hillock.nn.Dropout;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import org.junit.jupiter.api.Test;

/** C10: what dropout drops in training it makes up for by scaling, so that the mean is that of inference. */
class DropoutExpectationTest {
  private static final float[] X = {1f, -2f, 0.5f, 3f};

  @Test
  void droppingUnitsKeepsTheMean() {
    check(new Sequential(new Dropout(0.4f), new Dense(3)));
  }

  @Test
  void droppingLinksKeepsTheMean() {
    check(new DropConnect(3, 0.4f));
  }

  private static void check(Spec layer) {
    Network network = layer.build(Shape.of(4), 3);
    float[] inference = network.predict(X, 1);
    int trials = 20_000;
    double[] sum = new double[3];
    double[] squares = new double[3];
    try (Tape tape = Tape.training(5, Engine.single())) {
      for (int i = 0; i < trials; i++) {
        try (var step = tape.step()) {
          float[] y = network.forward(step.input(X, Shape.of(1, 4))).copy();
          for (int j = 0; j < 3; j++) {
            sum[j] += y[j];
            squares[j] += (double) y[j] * y[j];
          }
        }
      }
    }
    for (int j = 0; j < 3; j++) {
      double mean = sum[j] / trials;
      double error = Math.sqrt((squares[j] / trials - mean * mean) / trials);
      assertThat(error).as("there is noise").isGreaterThan(0.001);
      assertThat(mean).isCloseTo(inference[j], within(4 * error));
    }
  }
}
