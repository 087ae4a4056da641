package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.nn.BatchNorm;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Dropout;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of the trainer: what they report, how they end, and that they give the same bits on any number of threads. */
class TrainerTest {
  private final Dataset train = Problems.blobs(150, 1);
  private final Dataset validation = Problems.blobs(90, 2);

  private Trainer trainer(Optimizer optimizer, long seed) {
    Network network = new Sequential(new Dense(16), new Relu(), new Dense(3)).build(Shape.of(2), seed);
    return Trainer.of(TrainingStep.supervised(network, new CrossEntropy(), optimizer).seed(seed));
  }

  @Test
  void learnsAndReportsEveryEpoch() {
    Accuracy accuracy = new Accuracy();
    List<String> seen = new ArrayList<>();
    Listener listener =
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            seen.add("step " + progress.step());
          }

          @Override
          public void epochEnded(EpochReport report, Progress progress) {
            seen.add("epoch " + report.epoch());
          }

          @Override
          public void ended(Outcome outcome) {
            seen.add(outcome.name());
          }
        };
    Outcome outcome =
        trainer(new AdamW(0.01), 7)
            .validate(validation.batches(32), accuracy, new LogLoss())
            .with(listener)
            .fit(train.shuffled(7).batches(50), 20);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.explanation()).isEqualTo("Completed all 20 epochs.");
    EpochReport last = outcome.history().last();
    assertThat(last.metrics().get("accuracy")).isGreaterThan(0.95);
    // The loss is the mean log loss: two ways to the same number.
    assertThat(last.metrics().get("logLoss")).isCloseTo(last.validationLoss(), within(1e-6));
    assertThat(last.trainLoss()).isLessThan(outcome.history().at(0).trainLoss());
    assertThat(seen).hasSize(20 * 4 + 1).startsWith("step 1", "step 2", "step 3", "epoch 0").endsWith("completed");
  }

  @Test
  void weightsDoNotDependOnTheNumberOfThreads() {
    List<String> prints = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4, 8}) {
      try (Team team = Team.of(threads)) {
        Network network = Problems.noisyNetwork(2, 3, 5);
        Supervised step =
            TrainingStep.supervised(network, new CrossEntropy(), new AdamW(0.01))
                .seed(5)
                .engine(Engine.of(KernelChoice.SCALAR.kernels(), team));
        Trainer.of(step).fit(train.shuffled(5).batches(64), 5);
        prints.add(Fingerprint.of(network.parameters().values()));
      }
    }
    assertThat(prints).containsOnly(prints.getFirst());
  }

  @Test
  void bigUpdatesDoNotDependOnTheNumberOfThreads() {
    // Large enough that products and updates are cut into parts.
    Dataset wide = Problems.line(64, 1);
    List<String> prints = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4, 8}) {
      try (Team team = Team.of(threads)) {
        Network network =
            new Sequential(
                    new Dense(300),
                    new BatchNorm(),
                    new Relu(),
                    new Dropout(0.3f),
                    new Dense(300),
                    new Relu(),
                    new Dense(1))
                .build(Shape.of(3), 5);
        Supervised step =
            TrainingStep.supervised(network, new MeanSquaredError(), new AdamW(0.01, 0.9, 0.999, 1e-8, 0.1, 1e-3))
                .clip(new GradientClip(1, 0.5))
                .engine(Engine.of(KernelChoice.SCALAR.kernels(), team));
        for (int i = 0; i < 4; i++) {
          step.run(i, 1, wide.batches(64).at(0, 0));
        }
        prints.add(Fingerprint.of(network.parameters().values()));
      }
    }
    assertThat(prints).containsOnly(prints.getFirst());
  }

  @Test
  void restoresTheWeightsOfTheBestEpoch() {
    // A rate so large that the validation loss gets worse soon.
    Trainer trainer = trainer(new Adam(0.3), 3).validate(validation.batches(90)).with(new EarlyStopping(4));
    Outcome outcome = trainer.fit(train.shuffled(3).batches(16), 200);
    assertThat(outcome).isInstanceOf(Outcome.StoppedEarly.class);
    Outcome.StoppedEarly early = (Outcome.StoppedEarly) outcome;
    assertThat(early.history().size() - 1 - early.bestEpoch()).isEqualTo(4);
    double best = early.history().at(early.bestEpoch()).validationLoss();
    assertThat(early.history().epochs()).allMatch(report -> report.validationLoss() >= best);
    assertThat(trainer.training.evaluate(validation.batches(90)).orElseThrow().loss()).isEqualTo(best);
    assertThat(early.explanation()).contains("loss has not become better since epoch " + (early.bestEpoch() + 1));
  }

  @Test
  void saysWhereNumbersStoppedBeingFinite() {
    Dataset data = Problems.line(40, 1);
    Network network = new Sequential(new Dense(8), new Relu(), new Dense(1)).build(Shape.of(3), 1);
    Outcome outcome =
        Trainer.of(TrainingStep.supervised(network, new MeanSquaredError(), new Sgd(1e25)))
            .fit(data.shuffled(1).batches(10), 50);
    assertThat(outcome).isInstanceOf(Outcome.Diverged.class);
    Outcome.Diverged diverged = (Outcome.Diverged) outcome;
    assertThat(diverged.where()).contains("Affine of '").contains("dense");
    assertThat(diverged.explanation()).contains("Try a smaller learning rate");
  }

  @Test
  void saysWhenTheDataIsNotFinite() {
    Dataset data = Dataset.of(Shape.of(1), new float[] {1, Float.NaN}).withTargets(new float[] {1, 2}, List.of("y"));
    Network network = new Dense(1).build(Shape.of(1), 1);
    Outcome outcome =
        Trainer.of(TrainingStep.supervised(network, new MeanSquaredError(), new Sgd(0.1))).fit(data.batches(1), 3);
    assertThat(outcome).isInstanceOf(Outcome.Diverged.class);
    Outcome.Diverged diverged = (Outcome.Diverged) outcome;
    assertThat(diverged.where()).isEqualTo("Input");
    assertThat(diverged.step()).isEqualTo(1);
  }

  @Test
  void partsOfABatchGiveTheStepOfTheWholeBatch() {
    float[] weights = new float[90];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.5f + i % 4;
    }
    Batches batches = validation.withWeights(weights).batches(90);
    float[][] results = new float[2][];
    for (int i = 0; i < 2; i++) {
      Network network = new Sequential(new Dense(16), new Relu(), new Dense(3)).build(Shape.of(2), 1);
      Supervised whole = TrainingStep.supervised(network, new CrossEntropy(), new Sgd(0.1));
      Supervised step = i == 0 ? whole : whole.microBatch(25);
      for (int s = 0; s < 10; s++) {
        step.run(s, 1, batches.at(0, 0));
      }
      results[i] = network.parameters().values();
    }
    assertThat(results[1]).containsExactly(results[0], within(1e-5f));
  }

  @Test
  void clippingLimitsTheGradient() {
    Network network = new Sequential(new Dense(16), new Relu(), new Dense(3)).build(Shape.of(2), 1);
    Supervised step = TrainingStep.supervised(network, new CrossEntropy(), new Sgd(1));
    var batch = train.batches(150).at(0, 0);
    double free = norm(step.gradients(0, batch).values());
    assertThat(free).isGreaterThan(0.1);
    assertThat(norm(step.clip(GradientClip.norm(0.1)).gradients(0, batch).values())).isCloseTo(0.1, within(1e-6));
    assertThat(norm(step.clip(GradientClip.norm(100)).gradients(0, batch).values())).isEqualTo(free);
    for (float g : step.clip(GradientClip.value(0.01)).gradients(0, batch).values()) {
      assertThat(Math.abs(g)).isLessThanOrEqualTo(0.01f);
    }
  }

  private static double norm(float[] g) {
    double sum = 0;
    for (float value : g) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void wrongUseIsExplained() {
    assertThatThrownBy(
            () -> trainer(new Adam(), 1).with(new EarlyStopping(new Accuracy(), 3)).fit(train.batches(10), 2))
        .hasMessageContaining("monitor 'accuracy'")
        .hasMessageContaining("Trainer.validate");
    Network narrow = new Dense(3).build(Shape.of(5), 1);
    assertThatThrownBy(
            () -> Trainer.of(TrainingStep.supervised(narrow, new CrossEntropy(), new Adam())).fit(train.batches(10), 1))
        .hasMessageContaining("do not fit the network's input [5]");
    Network fitting = new Dense(3).build(Shape.of(2), 1);
    assertThatThrownBy(() ->
            Trainer.of(TrainingStep.supervised(fitting, new MeanSquaredError(), new Adam())).fit(train.batches(10), 1))
        .hasMessageContaining("learns numbers, the data has classes");
    assertThatThrownBy(() -> trainer(new Adam(), 1).fit(train.batches(10), 0))
        .hasMessage("epochs: got 0, expected at least 1");
  }
}
