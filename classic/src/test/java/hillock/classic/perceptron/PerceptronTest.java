package hillock.classic.perceptron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.classic.separation.Margin;
import hillock.classic.separation.Separable;
import hillock.classic.separation.Separation;
import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Checkpoints;
import hillock.train.Evaluator;
import hillock.train.Outcome;
import hillock.train.Predictions;
import hillock.train.TargetError;
import hillock.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Canon A6. */
class PerceptronTest {
  /** Points in [-1, 1)² whose class is that of a line, without those next to it. */
  private static Dataset separable(long seed, int n) {
    float[] uniform = new float[6 * n + 3];
    new Randomness(seed, 1, 0).uniforms(uniform, 0, uniform.length);
    float[] x = new float[2 * n];
    int[] labels = new int[n];
    int rows = 0;
    for (int i = 3; rows < n; i += 2) {
      float a = 2 * uniform[i] - 1;
      float b = 2 * uniform[i + 1] - 1;
      float side = (uniform[0] - 0.5f) * a + (uniform[1] - 0.5f) * b + (uniform[2] - 0.5f) / 2;
      if (Math.abs(side) > 0.02) {
        x[2 * rows] = a;
        x[2 * rows + 1] = b;
        labels[rows++] = side > 0 ? 1 : 0;
      }
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("below", "above"));
  }

  private static boolean[] firing(Dataset data) {
    boolean[] firing = new boolean[data.size()];
    for (int i = 0; i < firing.length; i++) {
      firing[i] = data.labels()[i] == 1;
    }
    return firing;
  }

  private static float[] points(Dataset data) {
    int width = data.sampleShape().size();
    float[] x = new float[data.size() * width];
    for (int i = 0; i < data.size(); i++) {
      data.gather(i, x, i * width);
    }
    return x;
  }

  private static Network network(int inputs, int outputs) {
    return Network.of(Perceptron.network(outputs), Shape.of(inputs), 1);
  }

  private static double accuracy(Network network, Dataset data) {
    Evaluator evaluator = new Evaluator(network, new ZeroOneLoss(), hillock.kernel.Engine.single());
    Predictions predictions = Objects.requireNonNull(evaluator.of(data.batches(64)).predictions());
    return new Accuracy().of(predictions);
  }

  @Test
  void stopsWithoutMistakesWithinTheBound() {
    for (long seed = 1; seed <= 10; seed++) {
      Dataset data = separable(seed, 80);
      Separation answer = Separation.of(points(data), 2, firing(data));
      assertThat(answer.exists()).isTrue();
      Margin margin = Margin.of(points(data), 2, firing(data), (Separable) answer);
      Network network = network(2, 1);
      Perceptron rule = Perceptron.of(network);
      Outcome outcome = Trainer.of(rule).with(new TargetError(0)).fit(data.shuffled(seed).batches(16), 100_000);
      assertThat(outcome).isInstanceOf(Outcome.TargetReached.class);
      assertThat(accuracy(network, data)).isEqualTo(1);
      assertThat((double) rule.mistakes()).isLessThanOrEqualTo(margin.mistakeBound());
    }
  }

  @Test
  void changesNothingButOnMistakes() {
    Network network = network(2, 1);
    Perceptron rule = Perceptron.of(network);
    Dataset rows =
        Dataset.of(Shape.of(2), new float[] {3, 4, 1, 0, -1, 1}).withLabels(new int[] {1, 1, 0}, List.of("n", "y"));
    double loss = rule.run(0, 1, rows.batches(3).at(0, 0));
    // (3, 4) at weights of 0 is a mistake; (1, 0) is right with 3 + 1; (-1, 1) gives 1 + 1, a mistake.
    assertThat(rule.mistakes()).isEqualTo(2);
    assertThat(loss).isEqualTo(2.0 / 3);
    assertThat(network.parameters().values()).containsExactly(4, 3, 0);
  }

  @Test
  void ofManyClassesMovesTheRightOneUpAndItsRivalDown() {
    Network network = network(1, 3);
    Perceptron rule = Perceptron.of(network);
    Dataset rows = Dataset.of(Shape.of(1), new float[] {2}).withLabels(new int[] {2}, List.of("a", "b", "c"));
    rule.run(0, 1, rows.batches(1).at(0, 0));
    assertThat(network.parameters().values()).containsExactly(-2, 0, 2, -1, 0, 1);
  }

  /** With one flipped label in sixteen no weights are right for all, and the last ones depend on chance. */
  @Test
  void thePocketHoldsTheFewestMistakesMet() {
    Dataset clean = separable(5, 160);
    int[] flipped = clean.labels().clone();
    for (int i = 0; i < flipped.length; i += 16) {
      flipped[i] = 1 - flipped[i];
    }
    Dataset data = clean.withLabels(flipped, clean.classNames());
    assertThat(Separation.of(points(data), 2, firing(data)).exists()).isFalse();
    Network pocket = network(2, 1);
    Network average = network(2, 1);
    Trainer.of(Perceptron.of(pocket).pocket(data)).fit(data.shuffled(1).batches(16), 50);
    Trainer.of(Perceptron.of(average).averaged()).fit(data.shuffled(1).batches(16), 50);
    // 150 of 160 rows agree with the line that made them.
    assertThat(accuracy(pocket, data)).isGreaterThanOrEqualTo(150.0 / 160);
    assertThat(accuracy(average, data)).isGreaterThanOrEqualTo(145.0 / 160);
  }

  @Test
  void theAverageIsThatOfTheWeightsAfterEachRow() {
    Network network = network(1, 1);
    Perceptron rule = Perceptron.of(network).averaged();
    Dataset rows = Dataset.of(Shape.of(1), new float[] {2, 1, -3}).withLabels(new int[] {1, 1, 1}, List.of("n", "y"));
    rule.run(0, 1, rows.batches(3).at(0, 0));
    // After each row: (2, 1), (2, 1), and (-1, 2) after the mistake 2·(-3) + 1.
    assertThat(network.parameters().values()).containsExactly(1f, 4f / 3);
  }

  @Test
  void resumesToTheSameBits(@TempDir Path folder) {
    Dataset data = separable(7, 100);
    int[] flipped = data.labels().clone();
    flipped[3] = 1 - flipped[3];
    Dataset noisy = data.withLabels(flipped, data.classNames());
    for (Perceptron.Keep keep : Perceptron.Keep.values()) {
      Network whole = network(2, 1);
      Trainer.of(rule(whole, keep, noisy)).fit(noisy.shuffled(2).batches(16), 9);
      Path place = folder.resolve(keep.name());
      Network halves = network(2, 1);
      Trainer first = Trainer.of(rule(halves, keep, noisy)).checkpoint(Checkpoints.in(place));
      first
          .with(
              new hillock.train.Listener() {
                @Override
                public void stepped(hillock.train.Progress progress) {
                  if (progress.step() == 31) {
                    first.interrupt();
                  }
                }
              })
          .fit(noisy.shuffled(2).batches(16), 9);
      Network resumed = network(2, 1);
      Trainer.of(rule(resumed, keep, noisy))
          .checkpoint(Checkpoints.in(place))
          .resume(true)
          .fit(noisy.shuffled(2).batches(16), 9);
      assertThat(resumed.parameters().values()).as(keep.name()).isEqualTo(whole.parameters().values());
    }
  }

  private static Perceptron rule(Network network, Perceptron.Keep keep, Dataset rows) {
    Perceptron rule = Perceptron.of(network);
    return switch (keep) {
      case LAST -> rule;
      case POCKET -> rule.pocket(rows);
      case AVERAGE -> rule.averaged();
    };
  }

  @Test
  void refusesNetworksWithHiddenLayers() {
    Network deep = Network.of(new Sequential(new Dense(3), new Relu(), new Dense(1)), Shape.of(2), 1);
    assertThatThrownBy(() -> Perceptron.of(deep)).hasMessageContaining("expected one dense layer with a bias");
  }
}
