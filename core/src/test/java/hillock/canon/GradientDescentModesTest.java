package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Tanh;
import hillock.tensor.Shape;
import hillock.train.AdaGrad;
import hillock.train.Adam;
import hillock.train.AdamW;
import hillock.train.ConstantRate;
import hillock.train.Cosine;
import hillock.train.Momentum;
import hillock.train.Nesterov;
import hillock.train.Optimizer;
import hillock.train.Outcome;
import hillock.train.RmsProp;
import hillock.train.Schedule;
import hillock.train.Sgd;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * C4, C6 and C7: all rows, some rows or one row a step; six optimisers; learning rates too high, too low and falling.
 */
class GradientDescentModesTest {
  private static final int ROWS = 120;
  private final Dataset data = waves();

  private static Dataset waves() {
    float[] x = new float[2 * ROWS];
    float[] noise = new float[ROWS];
    float[] y = new float[ROWS];
    new Randomness(1, 0, 0).normals(x, 0, x.length);
    new Randomness(1, 1, 0).normals(noise, 0, ROWS);
    for (int i = 0; i < ROWS; i++) {
      y[i] = (float) Math.sin(x[2 * i]) + 0.5f * x[2 * i + 1] + 0.1f * noise[i];
    }
    return Dataset.of(Shape.of(2), x).withTargets(y, List.of("y"));
  }

  private static Supervised step(Optimizer optimizer) {
    Network network = new Sequential(new Dense(16), new Tanh(), new Dense(1)).build(Shape.of(2), 4);
    return TrainingStep.supervised(network, new MeanSquaredError(), optimizer);
  }

  /** C4: the gradient of all rows is the mean of those of the mini-batches, and of those of single rows. */
  @Test
  void gradientsOfMiniBatchesAverageToTheFullGradient() {
    Supervised step = step(new Sgd(0.1));
    float[] full = step.gradients(0, data.batches(ROWS).at(0, 0)).values().clone();
    for (int size : new int[] {1, 8, 30}) {
      Batches batches = data.shuffled(3).batches(size);
      double[] mean = new double[full.length];
      for (int b = 0; b < batches.count(); b++) {
        float[] part = step.gradients(0, batches.at(0, b)).values();
        for (int i = 0; i < mean.length; i++) {
          mean[i] += part[i] / batches.count();
        }
      }
      for (int i = 0; i < full.length; i++) {
        assertThat(mean[i]).as("batches of %d", size).isCloseTo(full[i], within(1e-6));
      }
    }
  }

  /** C4: after as many epochs, small batches have made more steps and are further. */
  @Test
  void allThreeModesLearnAndSmallerBatchesNeedFewerEpochs() {
    double batch = lossAfter(new Sgd(0.05), new ConstantRate(), ROWS, 20);
    double mini = lossAfter(new Sgd(0.05), new ConstantRate(), 16, 20);
    double single = lossAfter(new Sgd(0.05), new ConstantRate(), 1, 20);
    double untrained = step(new Sgd(1)).evaluate(data.batches(ROWS)).orElseThrow().loss();
    assertThat(batch).isLessThan(untrained / 2);
    assertThat(mini).isLessThan(batch);
    assertThat(single).isLessThan(mini);
  }

  /** C6: each optimiser learns the same data. */
  @Test
  void everyOptimizerLearns() {
    double plain = lossAfter(new Sgd(0.01), new ConstantRate(), 16, 30);
    for (Optimizer optimizer :
        List.of(
            new Momentum(0.01),
            new Nesterov(0.01),
            new AdaGrad(0.1),
            new RmsProp(0.01),
            new Adam(0.01),
            new AdamW(0.01))) {
      assertThat(lossAfter(optimizer, new ConstantRate(), 16, 30))
          .as(optimizer.toString())
          .isLessThan(0.05)
          .isLessThan(plain);
    }
  }

  /** C7: too high diverges, too low gets nowhere, a falling rate settles below a rate that stays high. */
  @Test
  void theLearningRateMatters() {
    assertThat(Trainer.of(step(new Sgd(50))).fit(data.shuffled(1).batches(16), 50))
        .isInstanceOf(Outcome.Diverged.class);
    double low = lossAfter(new Sgd(1e-5), new ConstantRate(), 16, 50);
    double high = lossAfter(new Sgd(0.2), new ConstantRate(), 4, 50);
    double falling = lossAfter(new Sgd(0.2), new Cosine(), 4, 50);
    assertThat(falling).isLessThan(0.015).isLessThan(high / 2);
    assertThat(low).isGreaterThan(10 * falling);
  }

  private double lossAfter(Optimizer optimizer, Schedule schedule, int batchSize, int epochs) {
    Supervised step = step(optimizer);
    Outcome outcome = Trainer.of(step).schedule(schedule).fit(data.shuffled(1).batches(batchSize), epochs);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    return step.evaluate(data.batches(ROWS)).orElseThrow().loss();
  }
}
