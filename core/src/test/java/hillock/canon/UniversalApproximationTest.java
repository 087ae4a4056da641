package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.Lbfgs;
import hillock.train.Rmse;
import hillock.train.Supervised;
import hillock.train.TrainingStep;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** B6 and E11: one hidden layer approximates functions, the better the wider it is. Cybenko 1989. */
class UniversalApproximationTest {
  /** Three waves of the sine; of five seeds the one in the middle, since some get stuck. */
  @Test
  void theErrorOnSineFallsWithWidth() {
    double before = Double.POSITIVE_INFINITY;
    for (int width : new int[] {1, 2, 4, 8, 16}) {
      double[] errors = new double[5];
      for (int seed = 0; seed < 5; seed++) {
        errors[seed] = error(x -> Math.sin(3 * x), width, seed + 1);
      }
      Arrays.sort(errors);
      assertThat(errors[2]).as("width %d", width).isLessThan(before);
      before = errors[2];
    }
    assertThat(before).isLessThan(0.01);
    assertThat(error(Math::sin, 16, 1)).isLessThan(0.005);
  }

  @Test
  void otherFunctionsAreFittedToo() {
    assertThat(error(x -> Math.abs(x) / 3, 16, 1)).isLessThan(0.02);
    assertThat(error(x -> Math.exp(-x * x), 16, 1)).isLessThan(0.01);
    assertThat(error(x -> x > 0 ? 1 : -1, 16, 1)).isLessThan(0.1);
  }

  /** Root of the mean squared error half-way between the points that were learned. */
  private static double error(DoubleUnaryOperator f, int width, long seed) {
    Batches train = points(f, 0).batches(200);
    Network network = new Sequential(new Dense(width), new Tanh(), new Dense(1)).build(Shape.of(1), seed);
    Supervised step = TrainingStep.supervised(network, new MeanSquaredError(), new Lbfgs());
    for (int i = 0; i < 40; i++) {
      step.run(i, 1, train.at(0, 0));
    }
    Batches between = points(f, 0.5).batches(200);
    return new Rmse().of(step.evaluate(between).orElseThrow().predictions());
  }

  private static Dataset points(DoubleUnaryOperator f, double shift) {
    float[] x = new float[200];
    float[] y = new float[200];
    for (int i = 0; i < 200; i++) {
      x[i] = (float) ((i + shift) / 200 * 2 * Math.PI - Math.PI);
      y[i] = (float) f.applyAsDouble(x[i]);
    }
    return Dataset.of(Shape.of(1), x).withTargets(y, List.of("y"));
  }
}
