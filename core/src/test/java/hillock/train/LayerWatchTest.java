package hillock.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.model.WeightsHash;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Sigmoid;
import hillock.nn.Spec;
import hillock.nn.Tanh;
import hillock.nn.Uniform;
import hillock.tensor.Shape;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a watch sees is what the formulas give, and watching changes and costs nothing. */
class LayerWatchTest {
  private static Network network(Spec... layers) {
    return new Sequential(layers).build(Shape.of(2), 3);
  }

  private static LayerWatch watched(Network network, Loss loss, Dataset data, int batch, int epochs) {
    LayerWatch watch = new LayerWatch(1);
    Trainer.of(TrainingStep.supervised(network, loss, new Sgd(0.01)).engine(Engine.single()))
        .with(watch)
        .fit(data.batches(batch), epochs);
    return watch;
  }

  @Test
  void figuresAreThoseOfTheFormulas() {
    Dataset data = Problems.blobs(60, 1);
    Network fresh = network(new Dense(5), new Tanh(), new Dense(3));
    float[] gradient =
        TrainingStep.supervised(fresh, new CrossEntropy(), new Sgd(0.01))
            .gradients(0, data.batches(60).at(0, 0))
            .values()
            .clone();
    float[] hidden =
        hiddenOf(fresh.parameters().at(0).copy(), data); // biases begin at 0, so tanh(x·W) is the activation

    Network network = network(new Dense(5), new Tanh(), new Dense(3));
    EpochStatistics epoch = watched(network, new CrossEntropy(), data, 60, 1).epochs().getFirst();
    assertThat(epoch.steps()).isEqualTo(1);
    assertThat(epoch.layers()).extracting(LayerStatistics::path).containsExactly("0.dense", "1.tanh", "2.dense");
    LayerStatistics first = epoch.layers().getFirst();
    assertThat(first.parameters()).isEqualTo(2 * 5 + 5);
    assertThat(first.gradientNorm()).isCloseTo(length(gradient, 0, 15), within(1e-6));
    assertThat(first.updateNorm()).isCloseTo(0.01 * length(gradient, 0, 15), within(1e-6));
    assertThat(first.weightNorm()).isCloseTo(length(network.parameters().values(), 0, 15), within(1e-6));
    assertThat(first.gradientRms()).isCloseTo(first.gradientNorm() / Math.sqrt(15), within(1e-12));
    assertThat(first.updateRatio()).isCloseTo(first.updateNorm() / first.weightNorm(), within(1e-12));
    LayerStatistics last = epoch.layers().getLast();
    assertThat(last.gradientNorm()).isCloseTo(length(gradient, 15, 15 + 18), within(1e-6));

    LayerStatistics tanh = epoch.layers().get(1);
    double mean = IntStream.range(0, hidden.length).mapToDouble(i -> hidden[i]).average().orElseThrow();
    double variance =
        IntStream.range(0, hidden.length).mapToDouble(i -> Math.pow(hidden[i] - mean, 2)).average().orElseThrow();
    assertThat(tanh.activationMean()).isCloseTo(mean, within(1e-5));
    assertThat(tanh.activationSpread()).isCloseTo(Math.sqrt(variance), within(1e-5));
    assertThat(tanh.gradientNorm()).isNaN();
    assertThat(tanh.dead()).isNaN();
    assertThat(tanh.saturated()).isBetween(0.0, 1.0);
  }

  private static float[] hiddenOf(float[] weights, Dataset data) {
    float[] y = new float[data.size() * 5];
    for (int r = 0; r < data.size(); r++) {
      for (int j = 0; j < 5; j++) {
        y[5 * r + j] = (float) Math.tanh(data.row(r)[0] * weights[j] + data.row(r)[1] * weights[5 + j]);
      }
    }
    return y;
  }

  private static double length(float[] x, int from, int to) {
    return Math.sqrt(IntStream.range(from, to).mapToDouble(i -> (double) x[i] * x[i]).sum());
  }

  @Test
  void unitsPushedFarToOneSideAreDeadOrSaturated() {
    assertThat(pushed(new Relu(), -100).dead()).isEqualTo(0.3);
    assertThat(pushed(new Relu(), -100).saturated()).isNaN();
    assertThat(pushed(new Relu(), 100).dead()).isZero();
    assertThat(pushed(new Sigmoid(), -100).saturated()).isEqualTo(0.3);
    assertThat(pushed(new Tanh(), 100).saturated()).isEqualTo(0.3);
  }

  /** The activation of ten units of which three have a large bias. */
  private static LayerStatistics pushed(Spec activation, float bias) {
    Network network = network(new Dense(10, new Uniform(-0.2f, 0.2f)), activation, new Dense(3));
    float[] biases = {bias, bias, bias, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
    network.parameters().named("0.dense.bias").orElseThrow().set(biases);
    return watched(network, new CrossEntropy(), Problems.blobs(600, 1), 60, 2).epochs().getLast().layers().get(1);
  }

  @Test
  void theFlatEndsOfAnOutputAreNoFault() {
    Network network = network(new Dense(4), new Tanh(), new Dense(1), new Sigmoid());
    Dataset two = Dataset.of(Shape.of(2), new float[120]).withTargets(new float[60], List.of("zero"));
    LayerWatch watch = watched(network, new MeanSquaredError(), two, 60, 1);
    assertThat(watch.epochs().getFirst().layers().get(1).saturated()).isNotNaN();
    assertThat(watch.epochs().getFirst().layers().get(3).saturated()).isNaN();
  }

  @Test
  void eachWeightCountsForTheLayerThatMadeIt() {
    Network network =
        network(new Dense(4), new Residual(new Dense(4), new Relu(), new Residual(new Dense(4))), new Dense(3));
    LayerWatch watch = watched(network, new CrossEntropy(), Problems.blobs(60, 1), 60, 1);
    List<LayerStatistics> layers = watch.epochs().getFirst().layers();
    assertThat(layers)
        .extracting(LayerStatistics::path)
        .containsExactly(
            "0.dense", "1.residual.0.dense", "1.residual.1.relu", "1.residual.2.residual.0.dense", "2.dense");
    assertThat(layers.stream().mapToInt(LayerStatistics::parameters).sum())
        .isEqualTo(network.parameters().trainableSize());
  }

  @Test
  void looksAtFewStepsOfAnEpoch() {
    Dataset data = Problems.blobs(3300, 1);
    LayerWatch watch = watched(network(new Dense(3)), new CrossEntropy(), data, 3, 2); // 1,100 steps an epoch
    assertThat(watch.epochs()).extracting(EpochStatistics::steps).allSatisfy(n -> assertThat(n).isBetween(15, 16));
  }

  @Test
  void gradientsBeyondTheRangeOfSquaresAreMeasured() {
    Network network = network(new Dense(3), new Dense(3));
    float[] tiny = new float[network.parameters().size()];
    Arrays.fill(tiny, 1e-30f);
    LayerProbe probe = new LayerProbe(network.layers().getFirst(), List.of(network.parameters().at(0)), true, 1);
    probe.weights(Engine.single(), tiny, tiny);
    assertThat(probe.take().gradientNorm()).isCloseTo(1e-30 * Math.sqrt(6), within(1e-35));
    Arrays.fill(tiny, 1e30f);
    probe.weights(Engine.single(), tiny, tiny);
    assertThat(probe.take().gradientRms()).isCloseTo(1e30, within(1e24));
  }

  @Test
  void watchingChangesNoBit() {
    String alone = hash(1, false);
    for (int threads : new int[] {1, 2, 4}) {
      assertThat(hash(threads, true)).as("%d threads, watched", threads).isEqualTo(alone);
      assertThat(hash(threads, false)).as("%d threads", threads).isEqualTo(alone);
    }
  }

  private static String hash(int threads, boolean watching) {
    Network network = Problems.noisyNetwork(2, 3, 1);
    try (Team team = Team.of(threads)) {
      Trainer trainer =
          Trainer.of(
              TrainingStep.supervised(network, new CrossEntropy(), new AdamW(0.01))
                  .seed(1)
                  .engine(Engine.of(KernelChoice.AUTO.kernels(), team)));
      if (watching) {
        trainer = trainer.with(new LayerWatch(1));
      }
      trainer.fit(Problems.blobs(500, 1).shuffled(1).batches(64), 5);
    }
    return WeightsHash.of(network.parameters());
  }

  @Test
  void watchedStepsAllocateNothing() {
    int steps = 3000;
    Network network = Problems.noisyNetwork(2, 3, 1);
    Supervised training = TrainingStep.supervised(network, new CrossEntropy(), new AdamW(1e-4)).engine(Engine.single());
    Batches batches = Problems.blobs(192, 1).shuffled(1).batches(64);
    LayerWatch watch = new LayerWatch(1);
    Progress progress = new Progress(new History(), 1, training, batches, false);
    watch.started(progress);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = -steps; i < steps; i++) {
      if (i == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      training.run(progress.step, 1, batches.at(0, Math.abs(i) % batches.count()));
      progress.step++;
      watch.stepped(progress);
    }
    // Less than one byte a step: the JVM itself allocates a little now and then.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(steps);
  }

  @Test
  void alwaysGuessingTheSameHasTheLossOfTheFormula() {
    Dataset thirds = Problems.blobs(300, 1);
    assertThat(ConstantGuess.loss(network(new Dense(3)), new CrossEntropy(), thirds))
        .isCloseTo(Math.log(3), within(1e-5));
    int[] labels = IntStream.range(0, 100).map(i -> i < 20 ? 1 : 0).toArray();
    Dataset rare = Dataset.of(Shape.of(2), new float[200]).withLabels(labels, List.of("no", "yes"));
    double entropy = -0.2 * Math.log(0.2) - 0.8 * Math.log(0.8);
    assertThat(ConstantGuess.loss(network(new Dense(1)), new BinaryCrossEntropy(), rare))
        .isCloseTo(entropy, within(1e-5));
    Dataset numbers = Dataset.of(Shape.of(2), new float[8]).withTargets(new float[] {1, 3, 5, 7}, List.of("y"));
    assertThat(ConstantGuess.loss(network(new Dense(1)), new MeanSquaredError(), numbers)).isCloseTo(5, within(1e-5));
    assertThat(ConstantGuess.loss(network(new Dense(2)), new MeanSquaredError(), numbers)).isNaN();
  }
}
