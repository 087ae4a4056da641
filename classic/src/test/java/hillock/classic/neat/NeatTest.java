package hillock.classic.neat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.kernel.FloatMath;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.model.ModelException;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.tensor.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Genes, their inheritance, and populations that go on as if never stopped. */
class NeatTest {
  private static final Neat RULE = new Neat();

  private static Connection gene(int innovation, int from, int to, double weight) {
    return new Connection(innovation, from, to, (float) weight, true);
  }

  /** Two inputs, the bias (2), one output (3), and a hidden node 4 between the first input and the output. */
  private static Genome withHidden() {
    return new Genome(
        2,
        1,
        List.of(4),
        List.of(
            gene(0, 0, 3, 0.5).enabled(false),
            gene(1, 1, 3, -1),
            gene(2, 2, 3, 0.25),
            gene(3, 0, 4, 1),
            gene(4, 4, 3, 0.5)));
  }

  private static double xorFitness(Genome genome) {
    GenomeNetwork network = new GenomeNetwork(genome);
    double right = 4;
    for (int row = 0; row < 4; row++) {
      right -= Math.abs(network.outputs(row & 1, row >> 1)[0] - ((row & 1) ^ (row >> 1)));
    }
    return right * right;
  }

  private static Evolution evolved(int generations) {
    Evolution evolution = new Evolution(RULE, 2, 1, 5);
    for (int g = 0; g < generations; g++) {
      evolution.evaluate(NeatTest::xorFitness);
      evolution.reproduce();
    }
    return evolution;
  }

  @Test
  void aGenomeComputesByHandArithmetic() {
    float hidden = FloatMath.sigmoid(4.9f * 0.7f);
    float sum = 4.9f * 0.25f;
    sum = Math.fma(0.7f, 0f, sum);
    sum = Math.fma(0.3f, -4.9f, sum);
    sum = Math.fma(hidden, 4.9f * 0.5f, sum);
    assertThat(new GenomeNetwork(withHidden()).outputs(0.7f, 0.3f)).containsExactly(FloatMath.sigmoid(sum));
  }

  @Test
  void distanceCountsExcessDisjointAndWeights() {
    Genome small = new Genome(2, 1, List.of(), List.of(gene(0, 0, 3, 1), gene(2, 2, 3, 0.25)));
    // Against genes 0 to 4: gene 1 is disjoint, 3 and 4 are excess, the weights of 0 and 2 differ by 0.5 and 0.
    assertThat(small.distance(withHidden(), RULE)).isCloseTo(2 * 1 + 1 * 1 + 0.4 * 0.25, within(1e-12));
    assertThat(withHidden().distance(small, RULE)).isEqualTo(small.distance(withHidden(), RULE));
    assertThat(small.distance(small, RULE)).isZero();
  }

  @Test
  void aNewNodeSplitsAConnection() {
    Genome plain = new Genome(1, 1, List.of(), List.of(gene(0, 0, 2, -0.75)));
    Innovations innovations = new Innovations(3, 1);
    Breeding breeding = new Breeding(RULE, innovations, new Draws(1, 1, 1));
    Genome split = breeding.withNode(plain);
    assertThat(split.hidden()).containsExactly(3);
    assertThat(split.connections())
        .containsExactly(gene(0, 0, 2, -0.75).enabled(false), gene(1, 0, 3, 1), gene(2, 3, 2, -0.75));
    assertThat(breeding.withNode(plain)).as("the same innovation in one generation").isEqualTo(split);
    assertThat(innovations.nextInnovation()).isEqualTo(3);
  }

  @Test
  void connectionsNeverFormACircle() {
    Genome genome = withHidden();
    Innovations innovations = new Innovations(5, 5);
    for (int i = 0; i < 60; i++) {
      Breeding breeding = new Breeding(RULE, innovations, new Draws(i, 1, 1));
      genome = breeding.withConnection(i % 4 == 0 ? breeding.withNode(genome) : genome);
    }
    assertThat(genome.order()).hasSameSizeAs(genome.hidden()); // order() throws when there is one
    assertThat(genome.hidden()).hasSizeGreaterThan(10);
  }

  @Test
  void aChildHasTheStructureOfTheFitterParent() {
    Genome fitter = withHidden();
    Genome other = new Genome(2, 1, List.of(), List.of(gene(0, 0, 3, 9), gene(1, 1, 3, 9), gene(2, 2, 3, 9)));
    Genome child = new Breeding(RULE, new Innovations(5, 5), new Draws(3, 1, 1)).cross(fitter, other);
    assertThat(child.hidden()).isEqualTo(fitter.hidden());
    assertThat(child.connections()).extracting(Connection::innovation).containsExactly(0, 1, 2, 3, 4);
    assertThat(child.connections().get(1).weight()).isIn(-1f, 9f);
    assertThat(child.connections().get(4).weight()).isEqualTo(0.5f);
  }

  @Test
  void evolutionFindsXor() {
    Evolution evolution = new Evolution(RULE, 2, 1, 5);
    double best = 0;
    for (int g = 0; g < 150 && best < 12; g++) {
      best = evolution.evaluate(NeatTest::xorFitness);
      evolution.reproduce();
    }
    assertThat(best).isGreaterThanOrEqualTo(12);
    assertThat(evolution.championFitness()).isEqualTo(best);
    assertThat(evolution.champion().hidden()).isNotEmpty();
    assertThat(evolution.population()).hasSize(150);
  }

  @Test
  void aSavedPopulationGoesOnWithTheSameBits(@TempDir Path folder) {
    Evolution whole = evolved(12);
    for (int stop : new int[] {0, 1, 7}) {
      Path file = folder.resolve("population-" + stop);
      evolved(stop).save(file);
      Evolution resumed = Evolution.open(file);
      assertThat(resumed.generation()).isEqualTo(stop);
      while (resumed.generation() < 12) {
        resumed.evaluate(NeatTest::xorFitness);
        resumed.reproduce();
      }
      assertThat(resumed.population()).as("stopped after generation %d", stop).isEqualTo(whole.population());
      assertThat(resumed.species()).isEqualTo(whole.species());
      assertThat(resumed.champion()).isEqualTo(whole.champion());
    }
  }

  @Test
  void theLayersOfAGenomeGiveItsBitsOnEveryEngineAndFromAFile(@TempDir Path folder) {
    Genome genome = evolved(30).champion();
    assertThat(genome.hidden()).isNotEmpty();
    GenomeNetwork network = new GenomeNetwork(genome);
    Network layers = network.layers();
    Path file = folder.resolve("genome.hillock");
    Model.of(layers, new Linear()).save(file);
    float[] x = {0, 0, 0, 1, 1, 0, 1, 1, 0.3f, -0.7f};
    float[] expected = new float[5];
    for (int i = 0; i < 5; i++) {
      expected[i] = network.outputs(x[2 * i], x[2 * i + 1])[0];
    }
    for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.SIMD)) {
      for (Network each : List.of(layers, Model.open(file).network())) {
        try (Team team = Team.of(2);
            Tape tape = Tape.inference(Engine.of(kernels.kernels(), team));
            var step = tape.step()) {
          assertThat(each.forward(step.input(x, each.input().batch(5))).copy()).containsExactly(expected);
        }
      }
    }
  }

  @Test
  void whatIsNotRightIsSaid(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> new Genome(2, 1, List.of(), List.of(gene(0, 3, 0, 1))))
        .hasMessageContaining("expected one from an input or hidden node to a hidden or output node");
    assertThatThrownBy(() -> new Evolution(RULE, 2, 1, 5).reproduce()).hasMessageContaining("call evaluate first");
    assertThatThrownBy(() -> new Evolution(RULE, 2, 1, 5).evaluate(g -> Double.NaN))
        .hasMessageContaining("got fitness NaN of genome 0");
    assertThatThrownBy(() -> new GenomeNetwork(withHidden()).outputs(1)).hasMessage("genome: got 1 inputs, expected 2");
    Path file = folder.resolve("cut");
    evolved(1).save(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 50));
    assertThatThrownBy(() -> Evolution.open(file)).isInstanceOf(ModelException.class);
  }
}
