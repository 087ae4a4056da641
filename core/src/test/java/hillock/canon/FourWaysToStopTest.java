package hillock.canon;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.EarlyStopping;
import hillock.train.Evaluation;
import hillock.train.Interval;
import hillock.train.Momentum;
import hillock.train.NoReduction;
import hillock.train.Outcome;
import hillock.train.StopGap;
import hillock.train.Supervised;
import hillock.train.TargetError;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * C8, C9 and C11: a run ends when the error is small enough, when the epochs are used up, when nothing gets better, or
 * when training and validation error are almost the same; early stopping keeps the best weights; a network can learn by
 * heart.
 */
class FourWaysToStopTest {
  private final Dataset train = spots(60, 1, 0.25f);
  private final Dataset validation = spots(200, 2, 0.25f);
  private final Dataset test = spots(400, 3, 0.25f);

  /** Two classes, inside and outside a circle; some labels are wrong, so that there is something to overfit. */
  private static Dataset spots(int n, long seed, float wrong) {
    float[] x = new float[2 * n];
    float[] draws = new float[n];
    int[] labels = new int[n];
    new Randomness(seed, 0, 0).normals(x, 0, x.length);
    new Randomness(seed, 1, 0).uniforms(draws, 0, n);
    for (int i = 0; i < n; i++) {
      boolean inside = x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1] < 1.4f;
      labels[i] = inside == draws[i] >= wrong ? 1 : 0;
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("outside", "inside"));
  }

  private static Supervised step(int units) {
    Network network =
        new Sequential(new Dense(units), new Relu(), new Dense(units), new Relu(), new Dense(2)).build(Shape.of(2), 5);
    return TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.01));
  }

  @Test
  void theErrorIsSmallEnough() {
    Outcome outcome = Trainer.of(step(32)).with(new TargetError(0.3)).fit(train.shuffled(1).batches(16), 1000);
    assertThat(outcome).isInstanceOf(Outcome.TargetReached.class);
    assertThat(outcome.history().last().trainLoss()).isLessThanOrEqualTo(0.3);
    assertThat(outcome.explanation()).startsWith("Reached the target in epoch " + outcome.history().size());
  }

  @Test
  void theEpochsAreUsedUp() {
    Outcome outcome = Trainer.of(step(32)).with(new TargetError(0)).fit(train.shuffled(1).batches(16), 10);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.history().size()).isEqualTo(10);
    assertThat(outcome.explanation()).isEqualTo("Completed all 10 epochs.");
  }

  @Test
  void thereIsNoFurtherReduction() {
    // A linear network on all rows at once: its loss falls to the bottom of a bowl.
    Network linear = new Dense(2).build(Shape.of(2), 1);
    Outcome outcome =
        Trainer.of(TrainingStep.supervised(linear, new CrossEntropy(), new Momentum(0.5)))
            .with(new NoReduction(1e-6, 10))
            .fit(train.batches(60), 5000);
    assertThat(outcome).isInstanceOf(Outcome.Converged.class);
    assertThat(outcome.explanation()).contains("has fallen no further for 10 epochs");
  }

  @Test
  void trainingAndValidationErrorAreAlmostTheSame() {
    Outcome outcome =
        Trainer.of(step(32))
            .validate(validation.batches(200))
            .with(new StopGap(0.02, 3))
            .fit(spots(400, 4, 0.25f).shuffled(1).batches(16), 500);
    assertThat(outcome).isInstanceOf(Outcome.GapReached.class);
    double gap = outcome.history().last().trainLoss() - outcome.history().last().validationLoss();
    assertThat(Math.abs(gap)).isLessThanOrEqualTo(0.02);
    assertThat(outcome.explanation()).contains("differ by at most 0.02");
  }

  /** C9: the best weights by validation data do better on test data than those of a run that went on. */
  @Test
  void earlyStoppingGeneralisesBetterThanGoingOn() {
    Supervised stopped = step(64);
    Outcome outcome =
        Trainer.of(stopped)
            .validate(validation.batches(200), new Accuracy())
            .with(new EarlyStopping(15))
            .fit(train.shuffled(1).batches(16), 400);
    assertThat(outcome).isInstanceOf(Outcome.StoppedEarly.class);
    Supervised wentOn = step(64);
    Trainer.of(wentOn).fit(train.shuffled(1).batches(16), 400);

    Evaluation early = stopped.evaluate(test.batches(400)).orElseThrow();
    Evaluation late = wentOn.evaluate(test.batches(400)).orElseThrow();
    assertThat(early.loss()).isLessThan(late.loss() / 2);
    Accuracy accuracy = new Accuracy();
    assertThat(accuracy.of(early.predictions())).isGreaterThan(accuracy.of(late.predictions()));
    // The labels are right in three of four rows, so that no network can be expected to score above 75%.
    Interval interval = accuracy.interval(early.predictions(), 1);
    assertThat(interval.high() - interval.low()).isBetween(0.05, 0.15);
  }

  /** C11: labels by the toss of a coin are learned by heart, which tells nothing about other rows. */
  @Test
  void randomLabelsAreLearnedByHeart() {
    Dataset coins = spots(60, 7, 0.5f);
    Dataset others = spots(400, 8, 0.5f);
    Supervised step = step(64);
    Outcome outcome =
        Trainer.of(step).validate(others.batches(400)).with(new TargetError(0.01)).fit(coins.batches(60), 3000);
    assertThat(outcome).isInstanceOf(Outcome.TargetReached.class);
    Accuracy accuracy = new Accuracy();
    assertThat(accuracy.of(step.evaluate(coins.batches(60)).orElseThrow().predictions())).isEqualTo(1);
    assertThat(accuracy.of(step.evaluate(others.batches(400)).orElseThrow().predictions())).isBetween(0.4, 0.6);
    assertThat(outcome.history().last().validationLoss()).isGreaterThan(1);
  }
}
