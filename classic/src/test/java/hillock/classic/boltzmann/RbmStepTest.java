package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.nn.Linear;
import hillock.tensor.Shape;
import hillock.train.Checkpoints;
import hillock.train.ExponentialDecay;
import hillock.train.Fingerprint;
import hillock.train.Listener;
import hillock.train.Momentum;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrastive divergence and persistent chains against the exact gradient; and the promises of every training step. */
class RbmStepTest {
  private static final int SAMPLES = 100_000;

  /** The distance between the gradient of CD-k and the exact one falls with k to the noise of the sampling. */
  @ParameterizedTest
  @EnumSource(Visible.class)
  void theGradientBecomesTheExactOneAsKGrows(Visible kind) {
    Rbm rbm = Machines.random(6, 5, kind, kind == Visible.BINARY ? 1.5f : 0.8f, 3);
    Dataset few = Machines.bits(10, 6, 4);
    Dataset many = few.subset(IntStream.range(0, SAMPLES).map(r -> r % few.size()).toArray());
    double[] exact = new Enumeration(rbm).gradient(few);
    int[] sweeps = {1, 3, 10, 50};
    double[] distances = new double[sweeps.length];
    for (int s = 0; s < sweeps.length; s++) {
      var step = new RbmStep(rbm, new ContrastiveDivergence(sweeps[s]), new Momentum(0.1)).engine(Engine.single());
      float[] gradient = step.gradients(0, many.batches(many.size()).at(0, 0)).values();
      distances[s] = distance(gradient, exact);
    }
    assertThat(distances[1]).as("CD-3 against CD-1").isLessThan(distances[0]);
    assertThat(distances[2]).as("CD-10 against CD-3").isLessThan(distances[1]);
    assertThat(distances[3])
        .as("CD-50, all of %s".formatted(java.util.Arrays.toString(distances)))
        .isLessThan(tolerance(rbm));
  }

  /** Of minus the loss's gradient from the exact one of the likelihood. */
  private static double distance(float[] gradient, double[] exact) {
    double squares = 0;
    for (int i = 0; i < exact.length; i++) {
      squares += Math.pow(-gradient[i] - exact[i], 2);
    }
    return Math.sqrt(squares);
  }

  /** Two standard errors, and never more than the 0.02 once set for so many samples. */
  private static double tolerance(Rbm rbm) {
    return Math.min(0.02, 2 * standardError(rbm));
  }

  /**
   * How far the gradient made of independent samples of the model is from the exact one, the root of the mean square:
   * {@code √(Σ Var s / samples)} over all parts of s = (v·hᵀ, h, v), going through all hidden states. That the step
   * takes the probabilities of h instead of h only makes it less.
   */
  private static double standardError(Rbm rbm) {
    int hidden = rbm.hidden();
    int visible = rbm.visible();
    float[] w = rbm.weight().copy();
    float[] b = rbm.visibleBias().copy();
    float[] c = rbm.hiddenBias().copy();
    double mass = 0;
    double squares = 0;
    double[] means = new double[(visible + 1) * (hidden + 1)];
    for (int state = 0; state < 1 << hidden; state++) {
      double log = 0;
      double[] v = new double[visible + 1];
      v[visible] = 1; // the last row and column are those of the biases
      double square = 1;
      for (int j = 0; j < hidden; j++) {
        log += (state >> j & 1) * c[j];
      }
      for (int i = 0; i < visible; i++) {
        double input = b[i];
        for (int j = 0; j < hidden; j++) {
          input += (state >> j & 1) * w[i * hidden + j];
        }
        boolean binary = rbm.kind() == Visible.BINARY;
        log += binary ? Math.log1p(Math.exp(input)) : input * input / 2;
        v[i] = binary ? 1 / (1 + Math.exp(-input)) : input;
        square += binary ? v[i] : 1 + input * input;
      }
      double p = Math.exp(log);
      mass += p;
      squares += p * (square * (1 + Integer.bitCount(state)) - 1);
      for (int i = 0; i <= visible; i++) {
        for (int j = 0; j <= hidden; j++) {
          boolean counts = j == hidden ? i < visible : (state >> j & 1) == 1;
          means[i * (hidden + 1) + j] += counts ? p * v[i] : 0;
        }
      }
    }
    double variance = squares / mass;
    for (double mean : means) {
      variance -= mean / mass * (mean / mass);
    }
    return Math.sqrt(variance / SAMPLES);
  }

  @ParameterizedTest
  @EnumSource(Visible.class)
  void persistentChainsReachTheExactGradientStepByStep(Visible kind) {
    Rbm rbm = Machines.random(6, 5, kind, 0.8f, 3);
    Dataset few = Machines.bits(10, 6, 4);
    double[] exact = new Enumeration(rbm).gradient(few);
    var step = new RbmStep(rbm, new PersistentChains(1, SAMPLES), new Momentum(0.1)).engine(Engine.single());
    float[] gradient = {};
    for (int number = 0; number < 50; number++) {
      gradient = step.gradients(number, few.batches(10).at(0, 0)).values();
    }
    assertThat(distance(gradient, exact)).isLessThan(tolerance(rbm));
  }

  @Test
  void learnsBarsAndStripesBetterThanIndependentUnits() {
    Dataset data = Machines.barsAndStripes(3, 1);
    Rbm rbm = Rbm.of(9, 12, Visible.BINARY, 1).startFrom(data);
    double before = new Enumeration(rbm).meanLogLikelihood(data);
    var step = new RbmStep(rbm, new PersistentChains(5, 50), new Momentum(0.1, 0.5)).engine(Engine.single());
    Trainer.of(step).fit(data.shuffled(1).batches(16), 2_000);
    double after = new Enumeration(rbm).meanLogLikelihood(data);
    // 16 draws of 14 different patterns: no model can give them more than about ln(1/14) = -2.6 each.
    assertThat(before).isBetween(-6.5, -6.0);
    assertThat(after).isBetween(-3.5, -2.5);
  }

  private static float[] trained(NegativePhase phase, Visible kind, Engine engine) {
    Rbm rbm = Rbm.of(13, 7, kind, 2);
    var step = new RbmStep(rbm, phase, new Momentum(0.05, 0.5, 1e-3, 0)).seed(3).engine(engine);
    Trainer.of(kind == Visible.BINARY ? step.binarising() : step).fit(halves(90).shuffled(4).batches(20), 3);
    return rbm.parameters().values();
  }

  /** Numbers between 0 and 1. */
  private static Dataset halves(int rows) {
    Dataset bits = Machines.bits(rows, 13, 5);
    float[] x = new float[rows * 13];
    for (int r = 0; r < rows; r++) {
      bits.gather(r, x, r * 13);
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.1f + 0.7f * x[i];
    }
    return Dataset.of(Shape.of(13), x);
  }

  @ParameterizedTest
  @EnumSource(Visible.class)
  void anyEngineLearnsTheSameBits(Visible kind) {
    Engine scalar = Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1));
    try (Team three = Team.of(3)) {
      for (NegativePhase phase : new NegativePhase[] {new ContrastiveDivergence(2), new PersistentChains(2, 30)}) {
        float[] expected = trained(phase, kind, scalar);
        for (KernelChoice choice : KernelChoice.values()) {
          assertThat(trained(phase, kind, Engine.of(choice.kernels(), three)))
              .as("%s, %s", phase, choice)
              .isEqualTo(expected);
        }
      }
    }
  }

  /** Stands for a kill. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aResumedRunEndsWithTheBitsOfAWholeOne(@TempDir Path folder) {
    String whole = run(folder.resolve("whole"), Long.MAX_VALUE, false);
    for (long kill : new long[] {1, 4, 7}) {
      Path there = folder.resolve("killed-" + kill);
      assertThatThrownBy(() -> run(there, kill, false)).isInstanceOf(Killed.class);
      assertThat(run(there, Long.MAX_VALUE, true)).as("killed after step %d", kill).isEqualTo(whole);
    }
  }

  private static String run(Path folder, long kill, boolean resume) {
    Rbm rbm = Rbm.of(13, 7, Visible.BINARY, 2);
    var step = new RbmStep(rbm, new PersistentChains(1, 10), new Momentum(0.05)).seed(3).engine(Engine.single());
    Listener killer =
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            if (progress.step() == kill) {
              throw new Killed();
            }
          }
        };
    Trainer.of(step)
        .schedule(new ExponentialDecay(0.9))
        .with(killer)
        .checkpoint(Checkpoints.in(folder).everySteps(2))
        .resume(resume)
        .fit(Machines.bits(40, 13, 5).shuffled(4).batches(20), 5);
    return Fingerprint.of(rbm.parameters().values());
  }

  @Test
  void aModelFileKeepsTheMachine(@TempDir Path folder) {
    Rbm rbm = Machines.random(6, 5, Visible.GAUSSIAN, 1, 3);
    Path file = folder.resolve("rbm.hillock");
    Model.of(rbm.network(), new Linear()).save(file);
    Rbm opened = Rbm.over(Model.open(file).network());
    assertThat(opened.kind()).isEqualTo(Visible.GAUSSIAN);
    assertThat(opened.parameters().values()).isEqualTo(rbm.parameters().values());
  }

  @Test
  void theLayerGivesTheProbabilitiesOfTheHiddenUnits() {
    Rbm rbm = Machines.random(6, 5, Visible.BINARY, 1, 3);
    float[] v = {1, 0, 0, 1, 1, 0};
    float[] p = new float[5];
    new Gibbs(rbm, Engine.single(), 0).hiddenProbabilities(v, 1, p);
    float[] layer = rbm.network().predict(v, 1);
    for (int j = 0; j < 5; j++) {
      double input = rbm.hiddenBias().copy()[j];
      for (int i = 0; i < 6; i++) {
        input += v[i] * rbm.filter(j)[i];
      }
      assertThat(p[j]).isCloseTo((float) (1 / (1 + Math.exp(-input))), within(1e-6f));
      assertThat(layer[j]).isCloseTo(p[j], within(1e-6f));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Rbm rbm = Rbm.of(6, 5, Visible.GAUSSIAN, 1);
    var step = new RbmStep(rbm, new ContrastiveDivergence(1), new Momentum(0.1));
    assertThatThrownBy(() -> step.run(0, 1, Machines.bits(4, 7, 1).batches(4).at(0, 0)))
        .hasMessage("RbmStep: samples of the batch [4, 7] do not fit the 6 visible units; use Dataset.flattened");
    assertThatThrownBy(step::binarising).hasMessageContaining("binarising is for binary visible units");
    assertThatThrownBy(() -> new RestrictedBoltzmann(3, Visible.BINARY).build(Shape.of(2, 2), 1))
        .hasMessageContaining("Did you forget Flatten?");
    assertThatThrownBy(() -> new ContrastiveDivergence(0)).hasMessageContaining("got 0 sweeps");
    assertThatThrownBy(() -> new PersistentChains(1, 0)).hasMessageContaining("of 0 chains");
  }
}
