package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batch;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Embedding;
import hillock.nn.Gru;
import hillock.nn.HalfSquaredError;
import hillock.nn.Loss;
import hillock.nn.Lstm;
import hillock.nn.Masking;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sequences with an answer at every time step, some of them padded. */
class SequenceTrainingTest {
  private static final int STEPS = 8;
  private static final int PADDING = 2;

  /** Bits, and at each step whether the number of ones so far is odd; every third sequence is shorter. */
  private static Dataset parity(int n, long seed) {
    float[] x = new float[n * STEPS];
    int[] labels = new int[n * STEPS];
    new Randomness(seed, 1, 0).uniforms(x, 0, x.length);
    for (int i = 0; i < n; i++) {
      int odd = 0;
      for (int t = 0; t < STEPS; t++) {
        int at = i * STEPS + t;
        x[at] = i % 3 == 0 && t >= 5 ? PADDING : x[at] < 0.5f ? 0 : 1;
        odd ^= x[at] == 1 ? 1 : 0;
        labels[at] = odd;
      }
    }
    return Dataset.of(Shape.of(STEPS), x).withStepLabels(labels, List.of("even", "odd"));
  }

  @Test
  void aStepLabelIsLearned() {
    Network network =
        new Sequential(new Embedding(3, 4, PADDING), new Lstm(16).wholeSequence(), new Dense(2))
            .build(Shape.of(STEPS), 1);
    Dataset data = parity(256, 1);
    Supervised step = TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.01)).engine(Engine.single());
    Trainer.of(step).fit(data.shuffled(1).batches(32), 60);
    Evaluation test = step.evaluate(parity(90, 2).batches(32)).orElseThrow();
    assertThat(test.predictions().size()).as("steps without padding").isEqualTo(60 * STEPS + 30 * 5);
    assertThat(new Accuracy().of(test.predictions())).isGreaterThan(0.99);
    assertThat(test.loss()).isCloseTo(new LogLoss().of(test.predictions()), within(1e-5));
  }

  @Test
  void labelsOfStepsGoWithTheirSamples() {
    Dataset data = parity(9, 3).subset(new int[] {7, 0});
    assertThat(data.labelsPerSample()).isEqualTo(STEPS);
    Batch batch = data.batches(2).at(0, 0);
    assertThat(batch.targetShape()).isEqualTo(Shape.of(2, STEPS));
    int odd = 0;
    for (int t = 0; t < STEPS; t++) {
      odd ^= (int) batch.x()[t];
      assertThat(batch.labels()[t]).isEqualTo(odd);
      assertThat(batch.y()[t]).isEqualTo(odd);
    }
    assertThatThrownBy(() -> data.withStepLabels(new int[3], List.of("a")))
        .hasMessage("dataset: got 3 labels, expected as many of each of 2 samples");
  }

  @Test
  void microBatchesOfUnequalLengthsMakeTheSameStep() {
    Dataset data = parity(8, 4);
    float[] whole = gradient(data, 8);
    float[] parts = gradient(data, 3);
    for (int i = 0; i < whole.length; i++) {
      assertThat(parts[i]).isCloseTo(whole[i], within(1e-6f));
    }
  }

  private static float[] gradient(Dataset data, int microBatch) {
    Network network =
        new Sequential(new Embedding(3, 4, PADDING), new Gru(5).wholeSequence(), new Dense(2))
            .build(Shape.of(STEPS), 1);
    Supervised step = TrainingStep.supervised(network, new CrossEntropy(), new Sgd(0.1)).microBatch(microBatch);
    return step.gradients(1, data.batches(8).at(0, 0)).values().clone();
  }

  @Test
  void aMaskedMeanIsThatOfWhatCounts() {
    float[] x = {1, 2, 3, 4, 5, 9, 9, 9}; // two sequences of 4 steps, the second one of length 1
    float[] target = {0, 2, 2, 4, 3, 0, 0, 0};
    assertThat(loss(new MeanSquaredError(), x, target, Shape.of(2, 4, 1), null))
        .isCloseTo((1 + 0 + 1 + 0 + 4) / 5f, within(1e-6f));
    assertThat(loss(new HalfSquaredError(), x, target, Shape.of(2, 4, 1), null))
        .isCloseTo(0.5f * (1 + 0 + 1 + 0 + 4) / 2, within(1e-6f));
    assertThat(loss(new MeanSquaredError(), x, target, Shape.of(2, 4, 1), new float[] {1, 3}))
        .isCloseTo((1 + 0 + 1 + 0 + 3 * 4) / (4f + 3f), within(1e-6f));
    float[] yes = {1, 1, 1, 1, 1, 0, 0, 0};
    double bce = 0;
    for (int i = 0; i < 5; i++) {
      bce += Math.log1p(Math.exp(-x[i])) / 5;
    }
    assertThat(loss(new BinaryCrossEntropy(), x, yes, Shape.of(2, 4, 1), null)).isCloseTo((float) bce, within(1e-6f));
    float[] logits = {0, 1, 0, 2, 0, 3, 9, 9};
    float[] classes = {1, 0, 1, 99};
    double ce = (Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(2)) + 2 * Math.log1p(Math.exp(-3))) / 4;
    assertThat(loss(new CrossEntropy(), logits, classes, Shape.of(2, 2), new float[] {1, 2}))
        .isCloseTo((float) ce, within(1e-6f));
  }

  /** A target of rank 2 is one of classes: then x holds two logits for each step. */
  private static float loss(Loss loss, float[] x, float[] target, Shape shape, float[] weights) {
    Shape input = loss.classes() ? Shape.of(2, 2, 2) : shape;
    Network network = new Masking(9).build(input.example(), 1);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(x, input));
      Tensor w = weights == null ? null : step.input(weights, Shape.of(2));
      return loss.of(y, step.input(target, shape), w).item();
    }
  }
}
