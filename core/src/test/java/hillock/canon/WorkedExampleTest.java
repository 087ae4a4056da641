package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batch;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.nn.Dense;
import hillock.nn.HalfSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Uniform;
import hillock.tensor.Shape;
import hillock.train.Sgd;
import hillock.train.Supervised;
import hillock.train.TrainingStep;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * C13: one sigmoid neuron learns three rows in 15,000 iterations at learning rate 0.98, as in the article "Introduction
 * to Artificial Neural Networks in Python", and every number of the trace equals the same arithmetic by hand.
 *
 * <p>The article adds the updates of the three rows, {@code w += 0.98·Σ_r x_r·Err_r} with {@code Err = O·(1-O)·(T-O)};
 * losses here are means over rows, hence the rate 3·0.98. Its printed code keeps a bias for each row and drops them all
 * in the end, which costs some percent; with one bias shared by all rows the answer for [1, 0, 1] is above 99%.
 */
class WorkedExampleTest {
  private static final float[] INPUTS = {0, 1, 1, 1, 0, 0, 1, 0, 1};
  private static final float[] ANSWERS = {1, 0, 1};
  private static final double RATE = 0.98;
  private static final int ITERATIONS = 15_000;

  private final Network neuron =
      new Sequential(new Dense(1, new Uniform(-1f, 1f)), new Sigmoid()).build(Shape.of(3), 2018);

  private final Supervised training = TrainingStep.supervised(neuron, new HalfSquaredError(), new Sgd(3 * RATE));

  private final Batches rows = Dataset.of(Shape.of(3), INPUTS).withTargets(ANSWERS, List.of("answer")).batches(3);

  @Test
  void theTraceEqualsHandArithmeticAndTheNeuronAnswers() {
    float[] start = neuron.parameters().values();
    double[] w = {start[0], start[1], start[2]};
    double bias = start[3];
    Batch batch = rows.at(0, 0);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      training.run(iteration, 1, batch);

      double[] dw = new double[3];
      double db = 0;
      for (int r = 0; r < 3; r++) {
        double output = sigmoid(w, bias, r);
        double error = output * (1 - output) * (ANSWERS[r] - output);
        for (int i = 0; i < 3; i++) {
          dw[i] += INPUTS[3 * r + i] * error;
        }
        db += error;
      }
      for (int i = 0; i < 3; i++) {
        w[i] += RATE * dw[i];
      }
      bias += RATE * db;

      if (iteration % 1000 == 0 || iteration == ITERATIONS - 1) {
        float[] predicted = neuron.predict(INPUTS, 3);
        for (int r = 0; r < 3; r++) {
          assertThat((double) predicted[r])
              .as("iteration %d, row %d", iteration, r)
              .isCloseTo(sigmoid(w, bias, r), within(2e-5));
        }
      }
    }
    assertThat(neuron.predict(new float[] {1, 0, 1}, 1)[0]).isGreaterThan(0.99f);
  }

  @Test
  void theGradientIsTheErrorOfTheArticle() {
    float[] outputs = neuron.predict(INPUTS, 3);
    double sum = 0;
    for (int r = 0; r < 3; r++) {
      sum += outputs[r] * (1 - outputs[r]) * (ANSWERS[r] - outputs[r]);
    }
    // Downhill is against the gradient; the mean over three rows.
    float bias = training.gradients(0, rows.at(0, 0)).of(neuron.parameters().at(1))[0];
    assertThat((double) bias).isCloseTo(-sum / 3, within(1e-7));
  }

  private static double sigmoid(double[] w, double bias, int row) {
    double z = bias;
    for (int i = 0; i < 3; i++) {
      z += INPUTS[3 * row + i] * w[i];
    }
    return 1 / (1 + Math.exp(-z));
  }
}
