package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Randomness;
import hillock.kernel.Team;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.train.Checkpoints;
import hillock.train.Fingerprint;
import hillock.train.Listener;
import hillock.train.Momentum;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sampling and learning of three layers against sums over all states, which a small machine allows. */
class DeepBoltzmannTest {
  private static final int VISIBLE = 4;
  private static final int MIDDLE = 3;
  private static final int TOP = 3;

  private static DeepBoltzmann random(float deviation) {
    Rbm lower = Machines.random(VISIBLE, MIDDLE, Visible.BINARY, 1, 1);
    Rbm upper = Machines.random(MIDDLE, TOP, Visible.BINARY, 1, 2);
    DeepBoltzmann machine = DeepBoltzmann.of(lower, upper);
    float[] w = machine.parameters().values();
    new Randomness(9, 0, 0).normals(w, 0, w.length);
    for (int i = 0; i < w.length; i++) {
      w[i] *= deviation;
    }
    return machine;
  }

  private static double at(Parameter p, int i) {
    return p.array()[p.offset() + i];
  }

  /** Minus the energy of a state, its bits in the order v, g, h. */
  private static double minusEnergy(DeepBoltzmann m, int state) {
    int v = state & 15;
    int g = state >> 4 & 7;
    int h = state >> 7;
    double sum = 0;
    for (int i = 0; i < VISIBLE; i++) {
      sum += (v >> i & 1) * at(m.visibleBias(), i);
      for (int j = 0; j < MIDDLE; j++) {
        sum += (v >> i & 1) * (g >> j & 1) * at(m.lowerWeight(), i * MIDDLE + j);
      }
    }
    for (int j = 0; j < MIDDLE; j++) {
      sum += (g >> j & 1) * at(m.middleBias(), j);
      for (int k = 0; k < TOP; k++) {
        sum += (g >> j & 1) * (h >> k & 1) * at(m.upperWeight(), j * TOP + k);
      }
    }
    for (int k = 0; k < TOP; k++) {
      sum += (h >> k & 1) * at(m.topBias(), k);
    }
    return sum;
  }

  /** Probabilities of the 16 visible states. */
  private static double[] visible(DeepBoltzmann machine) {
    double[] p = new double[1 << VISIBLE];
    double z = 0;
    for (int state = 0; state < 1 << VISIBLE + MIDDLE + TOP; state++) {
      double weight = Math.exp(minusEnergy(machine, state));
      p[state & 15] += weight;
      z += weight;
    }
    for (int v = 0; v < p.length; v++) {
      p[v] /= z;
    }
    return p;
  }

  private static double meanLogLikelihood(DeepBoltzmann machine, Dataset data) {
    double[] p = visible(machine);
    double sum = 0;
    for (int r = 0; r < data.size(); r++) {
      float[] row = data.row(r);
      int v = 0;
      for (int i = 0; i < VISIBLE; i++) {
        v |= (int) row[i] << i;
      }
      sum += Math.log(p[v]);
    }
    return sum / data.size();
  }

  @Test
  void gibbsSamplingVisitsStatesAsOftenAsTheirProbability() {
    DeepBoltzmann machine = random(0.8f);
    int chains = 40_000;
    float[] v = new float[chains * VISIBLE];
    float[] h = new float[chains * TOP];
    new DeepStates(machine, Engine.single(), 5).sweep(v, h, chains, 60, 0, 0);
    double[] shares = new double[1 << VISIBLE];
    for (int r = 0; r < chains; r++) {
      int state = 0;
      for (int i = 0; i < VISIBLE; i++) {
        state |= (int) v[r * VISIBLE + i] << i;
      }
      shares[state] += 1.0 / chains;
    }
    double[] exact = visible(machine);
    for (int state = 0; state < shares.length; state++) {
      // four standard errors
      double error = 4 * Math.sqrt(exact[state] * (1 - exact[state]) / chains);
      assertThat(shares[state]).as("state %d", state).isCloseTo(exact[state], within(error));
    }
  }

  @Test
  void meanFieldIsAFixedPoint() {
    DeepBoltzmann machine = random(0.5f);
    DeepStates states = new DeepStates(machine, Engine.single(), 0);
    states.meanField(new float[] {1, 0, 1, 1}, 1, 100);
    for (int j = 0; j < MIDDLE; j++) {
      double input = at(machine.middleBias(), j);
      for (int i : new int[] {0, 2, 3}) {
        input += at(machine.lowerWeight(), i * MIDDLE + j);
      }
      for (int k = 0; k < TOP; k++) {
        input += states.top()[k] * at(machine.upperWeight(), j * TOP + k);
      }
      assertThat((double) states.middle()[j]).isCloseTo(1 / (1 + Math.exp(-input)), within(1e-5));
    }
  }

  private static Dataset pairs() {
    // The second half repeats the first: what independent units cannot say.
    float[] x = {0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1};
    return Dataset.of(hillock.tensor.Shape.of(4), x);
  }

  private static DeepBoltzmann pretrained(Engine engine) {
    Rbm lower = Rbm.of(VISIBLE, 8, Visible.BINARY, 1).withCopies(2, 1);
    Trainer.of(new RbmStep(lower, new ContrastiveDivergence(1), new Momentum(0.05, 0.5)).engine(engine))
        .fit(pairs().batches(4), 300);
    Dataset above = DeepBoltzmann.above(lower, pairs(), engine);
    Rbm upper = Rbm.of(8, 6, Visible.BINARY, 2).withCopies(1, 2);
    Trainer.of(new RbmStep(upper, new ContrastiveDivergence(1), new Momentum(0.05, 0.5)).engine(engine))
        .fit(above.batches(4), 300);
    return DeepBoltzmann.of(lower, upper);
  }

  @Test
  void jointLearningRaisesTheLikelihood() {
    DeepBoltzmann machine = random(0.1f);
    double before = meanLogLikelihood(machine, pairs());
    var step =
        new DeepBoltzmannStep(machine, new PersistentChains(5, 100), 10, new Momentum(0.05, 0.5))
            .engine(Engine.single());
    Trainer.of(step).fit(pairs().batches(4), 3_000);
    assertThat(before).isBetween(-3.2, -2.6); // about ln(1/16)
    assertThat(meanLogLikelihood(machine, pairs())).as("at best ln(1/4) = -1.386").isGreaterThan(-1.9);
  }

  private static String learned(Engine engine, Path folder, long kill, boolean resume) {
    DeepBoltzmann machine = pretrained(engine);
    var step =
        new DeepBoltzmannStep(machine, new PersistentChains(2, 10), 5, new Momentum(0.05, 0.5)).seed(3).engine(engine);
    Listener killer =
        new Listener() {
          @Override
          public void stepped(Progress progress) {
            if (progress.step() == kill) {
              throw new IllegalStateException("killed");
            }
          }
        };
    Trainer.of(step)
        .with(killer)
        .checkpoint(Checkpoints.in(folder).everySteps(3))
        .resume(resume)
        .fit(pairs().shuffled(1).batches(2), 5);
    return Fingerprint.of(machine.parameters().values());
  }

  @Test
  void anyEngineAndAnyResumeGiveTheSameBits(@TempDir Path folder) {
    Engine scalar = Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1));
    String expected = learned(scalar, folder.resolve("whole"), -1, false);
    try (Team three = Team.of(3)) {
      Engine other = Engine.of(KernelChoice.AUTO.kernels(), three);
      assertThat(learned(other, folder.resolve("three"), -1, false)).isEqualTo(expected);
    }
    assertThatThrownBy(() -> learned(scalar, folder.resolve("killed"), 7, false)).hasMessage("killed");
    assertThat(learned(scalar, folder.resolve("killed"), -1, true)).isEqualTo(expected);
  }

  @Test
  void theClassifierBeginsAsTheMeanFieldPass() {
    Engine engine = Engine.single();
    DeepBoltzmann machine = random(0.7f);
    Dataset data = Machines.bits(5, VISIBLE, 3);
    Dataset wide = machine.withTop(data, 200, engine);
    Network network = machine.classifier(2, 0, 1);
    DeepStates states = new DeepStates(machine, engine, 0);
    float[] x = data.row(2);
    states.meanField(x, 1, 200);
    // The last layer is new, and linear in the topmost probabilities.
    float[] y = network.predict(wide.row(2), 1);
    Parameter w = network.parameters().at(4);
    for (int c = 0; c < 2; c++) {
      double expected = 0;
      for (int k = 0; k < TOP; k++) {
        expected += states.top()[k] * at(w, k * 2 + c);
      }
      assertThat((double) y[c]).isCloseTo(expected, within(1e-4));
    }
    assertThat(wide.labels()).isEqualTo(data.labels());
  }

  @Test
  void refusesMachinesThatDoNotFit() {
    Rbm lower = Rbm.of(5, 4, Visible.BINARY, 1);
    assertThatThrownBy(() -> DeepBoltzmann.of(lower, Rbm.of(3, 2, Visible.BINARY, 1)))
        .hasMessageContaining("expected binary units, and visible units above for the hidden ones below");
  }
}
