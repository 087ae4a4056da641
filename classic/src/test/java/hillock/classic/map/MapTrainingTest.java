package hillock.classic.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.classic.pca.Iris;
import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Kernels;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.Checkpoints;
import hillock.train.EpochReport;
import hillock.train.Listener;
import hillock.train.Outcome;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of Fisher's flowers, and of points that can be followed by hand. */
class MapTrainingTest {
  private static final int EPOCHS = 20;
  private final Dataset flowers = Iris.standardised();

  private static MapLearning learning(boolean online, Network map) {
    Grid grid = FeatureMap.of(map).grid();
    return online ? MapLearning.online(grid) : MapLearning.batch(grid);
  }

  private Network begin(Lattice lattice) {
    Network map = new SelfOrganizingMap(9, 6, lattice).build(flowers.sampleShape(), 1);
    new RandomSamples(7).fill(map, flowers);
    return map;
  }

  private Batches batches(boolean online) {
    return online ? flowers.shuffled(3).batches(40) : flowers.batches(40);
  }

  private Network train(Lattice lattice, boolean online, Engine engine, Listener... listeners) {
    Network map = begin(lattice);
    Batches train = batches(online);
    Trainer.of(learning(online, map).over(map, train, EPOCHS).engine(engine)).with(listeners).fit(train, EPOCHS);
    return map;
  }

  /** Both errors, computed again from the definition: double precision, sorted lists, distances in the plane. */
  @ParameterizedTest
  @EnumSource(Lattice.class)
  void theErrorsAreThoseOfTheDefinition(Lattice lattice) {
    Network map = train(lattice, false, Engine.single());
    FeatureMap view = FeatureMap.of(map);
    double sum = 0;
    int torn = 0;
    int[] hits = new int[54];
    for (int r = 0; r < Iris.FLOWERS; r++) {
      float[] x = flowers.row(r);
      List<Integer> nearest =
          java.util.stream.IntStream.range(0, 54)
              .boxed()
              .sorted(java.util.Comparator.comparingDouble(u -> euclid(x, view.prototype(u))))
              .toList();
      int first = nearest.get(0);
      int second = nearest.get(1);
      sum += euclid(x, view.prototype(first));
      double across = column(first, lattice) - column(second, lattice);
      int rows = first / 6 - second / 6;
      double down = rows * (lattice == Lattice.HEXAGONAL ? Math.sqrt(0.75) : 1);
      torn += Math.hypot(across, down) > 1.001 ? 1 : 0;
      hits[first]++;
    }
    assertThat(view.quantizationError(flowers)).isCloseTo(sum / Iris.FLOWERS, within(1e-6));
    assertThat(view.topographicError(flowers)).isEqualTo((double) torn / Iris.FLOWERS);
    assertThat(view.hits(flowers)).isEqualTo(hits);
  }

  private static double column(int unit, Lattice lattice) {
    return unit % 6 + (lattice == Lattice.HEXAGONAL && unit / 6 % 2 == 1 ? 0.5 : 0);
  }

  private static double euclid(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += Math.pow((double) a[j] - b[j], 2);
    }
    return Math.sqrt(sum);
  }

  /** With the radius held the batch rule is a descent; over the falling radius the error falls from epoch to epoch. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void errorsFallDuringTraining(boolean online) {
    Network map = begin(Lattice.HEXAGONAL);
    Batches train = batches(online);
    double before = FeatureMap.of(map).topographicError(flowers);
    Outcome outcome = Trainer.of(learning(online, map).over(map, train, EPOCHS)).fit(train, EPOCHS);
    List<EpochReport> epochs = outcome.history().epochs();
    // The first epoch begins at samples, which lie on the data but in no order; from the second on the map is smooth.
    for (int e = 5; e < EPOCHS; e += 5) {
      assertThat(epochs.get(e).trainLoss()).as("epoch %d", e).isLessThan(epochs.get(e - 4).trainLoss());
    }
    assertThat(FeatureMap.of(map).quantizationError(flowers)).isLessThan(0.7 * epochs.get(1).trainLoss());
    assertThat(before).isGreaterThan(0.5);
    assertThat(FeatureMap.of(map).topographicError(flowers)).isLessThan(0.2 * before);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void threadsAndKernelsDoNotChangeTheBits(boolean online) {
    float[] expected =
        train(Lattice.HEXAGONAL, online, Engine.of(new ScalarKernels(), Team.of(1))).parameters().values();
    for (Kernels kernels : List.of(new ScalarKernels(), KernelChoice.AUTO.kernels())) {
      for (int threads : new int[] {1, 2, 5}) {
        try (Team team = Team.of(threads)) {
          float[] got = train(Lattice.HEXAGONAL, online, Engine.of(kernels, team)).parameters().values();
          assertThat(got).as("%s on %d threads", kernels.name(), threads).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptedRunGoesOnWithTheSameBits(boolean online, @TempDir Path folder) {
    float[] expected = train(Lattice.RECTANGULAR, online, Engine.single()).parameters().values();
    for (int stop : new int[] {1, 6, 41, 79}) { // within epochs of four steps, too
      Checkpoints checkpoints = Checkpoints.in(folder.resolve("stop" + stop)).everyEpochs(1000);
      Network first = begin(Lattice.RECTANGULAR);
      Batches train = batches(online);
      Trainer trainer = Trainer.of(learning(online, first).over(first, train, EPOCHS)).checkpoint(checkpoints);
      trainer.with(
          new Listener() {
            @Override
            public void stepped(Progress progress) {
              if (progress.step() == stop) {
                trainer.interrupt();
              }
            }
          });
      assertThat(trainer.fit(train, EPOCHS)).isInstanceOf(Outcome.Interrupted.class);
      Network second = begin(Lattice.RECTANGULAR);
      Trainer.of(learning(online, second).over(second, train, EPOCHS))
          .checkpoint(checkpoints)
          .resume(true)
          .fit(train, EPOCHS);
      assertThat(second.parameters().values()).as("stopped after step %d", stop).isEqualTo(expected);
    }
  }

  /**
   * A ridge parts setosa from the others: every path between their units crosses a height that no path within either of
   * the two needs to cross.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRidgeOfTheUMatrixSeparatesSetosa(boolean online) {
    assertSeparated(flowers, new PrincipalPlane(), online);
    for (int seed = 1; seed <= 5; seed++) {
      assertSeparated(Iris.measured(), new RandomSamples(seed), online);
    }
  }

  private static void assertSeparated(Dataset flowers, Start start, boolean online) {
    Network map = new SelfOrganizingMap(11, 6).build(flowers.sampleShape(), 1);
    start.fill(map, flowers);
    Batches train = flowers.batches(online ? 40 : 150);
    Trainer.of(learning(online, map).over(map, train, EPOCHS)).fit(train, EPOCHS);
    int[] best = FeatureMap.of(map).bestUnits(flowers);
    double within = 0;
    double between = Double.POSITIVE_INFINITY;
    for (int a = 0; a < Iris.FLOWERS; a++) {
      double[] passes = FeatureMap.of(map).uMatrix().lowestPasses(best[a]);
      for (int b = 0; b < Iris.FLOWERS; b++) {
        boolean apart = (flowers.labels()[a] == 0) != (flowers.labels()[b] == 0);
        between = apart ? Math.min(between, passes[best[b]]) : between;
        within = apart ? within : Math.max(within, passes[best[b]]);
      }
    }
    assertThat(between).as("%s: lowest pass between; highest within %s", start, within).isGreaterThan(within);
  }

  @Test
  void theBatchRuleMakesEachPrototypeAWeighedMean() {
    Network map = new SelfOrganizingMap(1, 3, Lattice.RECTANGULAR).build(Shape.of(1), 1);
    map.parameters().at(0).set(0, 10, 20);
    Dataset points = Dataset.of(Shape.of(1), new float[] {1, 2, 11, 19}).withWeights(new float[] {1, 1, 2, 1});
    MapLearning learning = new MapLearning(false, Neighbourhood.BUBBLE, Decay.constant(1), Decay.constant(1));
    Batches train = points.batches(3);
    Outcome outcome = Trainer.of(learning.over(map, train, 1)).fit(train, 1);
    // By hand: the bubble of the middle unit holds all examples, that of an outer one its own and the middle one's.
    float[] expected = {(1 + 2 + 2 * 11) / 4f, (1 + 2 + 2 * 11 + 19) / 5f, (2 * 11 + 19) / 3f};
    assertThat(map.parameters().values()).isEqualTo(expected);
    assertThat(outcome.history().at(0).trainLoss()).isCloseTo((1 + 2 + 2 * 1 + 1) / 5.0, within(1e-6));
  }

  @Test
  void theOnlineRuleDrawsThePrototypesToTheExample() {
    Network map = new SelfOrganizingMap(1, 3, Lattice.RECTANGULAR).build(Shape.of(1), 1);
    map.parameters().at(0).set(0, 10, 20);
    Dataset point = Dataset.of(Shape.of(1), new float[] {8});
    MapLearning learning = new MapLearning(true, Neighbourhood.EPANECHNIKOV, Decay.constant(2), Decay.constant(0.5));
    Batches train = point.batches(1);
    Trainer.of(learning.over(map, train, 1)).fit(train, 1);
    // The winner goes half of the way, its neighbours, with 1 - (1/2)² = 0.75, three eighths.
    assertThat(map.parameters().values()).isEqualTo(new float[] {0 + 0.375f * 8, 10 - 0.5f * 2, 20 - 0.375f * 12});
  }

  @Test
  void theSizeOfTheBatchesDoesNotChangeABatchMap() {
    float[] expected = null;
    for (int size : new int[] {150, 64, 1}) {
      Network map = begin(Lattice.HEXAGONAL);
      Batches train = flowers.batches(size);
      Trainer.of(learning(false, map).over(map, train, 5)).fit(train, 5);
      expected = expected == null ? map.parameters().values() : expected;
      assertThat(map.parameters().values()).as("batches of %d", size).isEqualTo(expected);
    }
  }

  @Test
  void thePrincipalPlaneBeginsWithoutFolds() {
    Network map = new SelfOrganizingMap(9, 6).build(flowers.sampleShape(), 1);
    new PrincipalPlane().fill(map, flowers);
    assertThat(FeatureMap.of(map).topographicError(flowers)).isLessThan(0.15);
    float[] middle = new float[4];
    for (int u = 0; u < 54; u++) {
      for (int j = 0; j < 4; j++) {
        middle[j] += FeatureMap.of(map).prototype(u)[j] / 54;
      }
    }
    assertThat(middle).containsExactly(new float[4], within(1e-5f)); // rows and columns lie evenly about the mean
  }

  @Test
  void samplesAreTakenOnceBeforeAnyIsTakenAgain() {
    Network map = begin(Lattice.RECTANGULAR);
    assertThat(FeatureMap.of(map).quantizationError(flowers)).isLessThan(0.5);
    Dataset few = flowers.head(10);
    Network repeated = new SelfOrganizingMap(2, 10).build(few.sampleShape(), 1);
    new RandomSamples(5).fill(repeated, few);
    assertThat(FeatureMap.of(repeated).quantizationError(few)).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stepsAllocateNothing(boolean online) {
    Network map = begin(Lattice.HEXAGONAL);
    Batches train = flowers.batches(150);
    MapTraining step = learning(online, map).over(map, train, 400).engine(Engine.single());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) { // the least, because compiled code is replaced now and then
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 50; i++) {
        step.run(round * 50L + i, 1, train.at(0, 0));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(50);
  }
}
