package hillock.classic.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Kernels;
import hillock.kernel.Randomness;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.GlobalAveragePool;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Outcome;
import hillock.train.Supervised;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that fire, trained on points in or out of a diagonal band of the unit square. */
class SpikingTrainingTest {
  private static final Dataset POINTS = points();

  private static Dataset points() {
    float[] x = new float[2 * 400];
    new Randomness(9, 0, 0).uniforms(x, 0, x.length);
    int[] labels = new int[400];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Math.abs(x[2 * i] - x[2 * i + 1]) < 0.3f ? 1 : 0;
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("off", "on"));
  }

  static List<Spec> networks() {
    LeakyIntegrateAndFire neurons = new LeakyIntegrateAndFire(0.8f);
    return List.of(
        new Sequential(
            new RateCoding(16), new Dense(24), neurons, new Dense(16), neurons, new Dense(2), new GlobalAveragePool()),
        new Sequential(
            new LatencyCoding(16),
            new Dense(24),
            neurons.with(Surrogate.ARCTAN, 2),
            new Dense(2),
            new GlobalAveragePool()),
        new Sequential(
            new Dense(24),
            new CurrentCoding(16),
            neurons.with(LeakyIntegrateAndFire.Reset.ZERO),
            new Dense(2),
            new GlobalAveragePool()));
  }

  private static Network train(Spec spec, Engine engine, int epochs) {
    Network network = spec.build(Shape.of(2), 1);
    Trainer.of(step(network, engine)).fit(POINTS.shuffled(1).batches(50), epochs);
    return network;
  }

  private static Supervised step(Network network, Engine engine) {
    return TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.01)).seed(4).engine(engine);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void surrogateGradientsTeachWhatNoSingleLayerCan(Spec spec) {
    Network network = spec.build(Shape.of(2), 1);
    Accuracy accuracy = new Accuracy();
    Outcome outcome =
        Trainer.of(step(network, Engine.single()))
            .validate(POINTS.batches(400), accuracy)
            .fit(POINTS.shuffled(1).batches(50), 60);
    assertThat(outcome.history().last().metrics().get("accuracy")).isGreaterThan(0.85); // the larger class has 51%
  }

  @ParameterizedTest
  @MethodSource("networks")
  void threadsAndKernelsDoNotChangeTheBits(Spec spec) {
    float[] expected = train(spec, Engine.of(new ScalarKernels(), Team.of(1)), 2).parameters().values();
    for (Kernels kernels : List.of(new ScalarKernels(), KernelChoice.AUTO.kernels())) {
      try (Team team = Team.of(3)) {
        assertThat(train(spec, Engine.of(kernels, team), 2).parameters().values())
            .as(kernels.name())
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aRowDoesNotDependOnItsBatch(Spec spec) {
    Network network = train(spec, Engine.single(), 1);
    float[] x = new float[12];
    new Randomness(3, 0, 0).uniforms(x, 0, 12);
    float[] whole = network.predict(x, 6);
    for (int r = 0; r < 6; r++) {
      assertThat(network.predict(new float[] {x[2 * r], x[2 * r + 1]}, 1))
          .containsExactly(whole[2 * r], whole[2 * r + 1]);
    }
    assertThat(network.predict(new float[0], 0)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aNetworkIsSavedAndLoaded(Spec spec, @TempDir Path folder) {
    Network network = train(spec, Engine.single(), 1);
    Path file = folder.resolve("spiking.hillock");
    Model.of(network, new Linear()).save(file);
    Network loaded = Model.open(file).network();
    assertThat(loaded.spec()).isEqualTo(spec);
    assertThat(loaded.predict(new float[] {0.2f, 0.9f}, 1)).isEqualTo(network.predict(new float[] {0.2f, 0.9f}, 1));
  }

  @Test
  void commandsMayNameTheLayers() {
    assertThat(
            hillock.model.Catalog.of(Spec.class)
                .parseAll("rate-coding(20) dense(256) leaky-integrate-and-fire(0.9) dense(10) global-average-pool"))
        .containsExactly(
            new RateCoding(20),
            new Dense(256),
            new LeakyIntegrateAndFire(0.9f),
            new Dense(10),
            new GlobalAveragePool());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void stepsAllocateNothing(Spec spec) {
    Supervised step = step(spec.build(Shape.of(2), 1), Engine.single());
    Batches train = POINTS.batches(50);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // the least, because compiled code is replaced now and then: on a busy machine for more than a few rounds
    for (int round = 0; round < 200 && least >= 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        step.run(round * 20L + i, 1, train.at(0, 0));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(20);
  }

  @Test
  void anInterruptedRunGoesOnWithTheSameBits(@TempDir Path folder) {
    Spec spec = networks().getFirst();
    float[] expected = train(spec, Engine.single(), 4).parameters().values();
    var checkpoints = hillock.train.Checkpoints.in(folder);
    Network first = spec.build(Shape.of(2), 1);
    Trainer trainer = Trainer.of(step(first, Engine.single())).checkpoint(checkpoints);
    trainer.with(
        new hillock.train.Listener() {
          @Override
          public void stepped(hillock.train.Progress progress) {
            if (progress.step() == 13) {
              trainer.interrupt();
            }
          }
        });
    assertThat(trainer.fit(POINTS.shuffled(1).batches(50), 4)).isInstanceOf(Outcome.Interrupted.class);
    Network second = spec.build(Shape.of(2), 1);
    Trainer.of(step(second, Engine.single()))
        .checkpoint(checkpoints)
        .resume(true)
        .fit(POINTS.shuffled(1).batches(50), 4);
    assertThat(second.parameters().values()).isEqualTo(expected);
  }
}
