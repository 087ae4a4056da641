package hillock.classic.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Randomness;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import hillock.nn.Softmax;
import hillock.tensor.Gradients;
import hillock.tensor.Shape;
import hillock.train.Accuracy;
import hillock.train.Adam;
import hillock.train.Evaluation;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class probabilities against enumeration of the hidden states, gradients against differences, and learning. */
class ClassificationRbmTest {
  private static final int VISIBLE = 5;
  private static final int HIDDEN = 4;
  private static final int CLASSES = 3;

  private final Network network = random();

  private static Network random() {
    Network made = new ClassificationRbm(HIDDEN, CLASSES).build(Shape.of(VISIBLE), 1);
    float[] w = made.parameters().values();
    new Randomness(3, 0, 0).normals(w, 0, w.length);
    return made;
  }

  private float[] of(String parameter) {
    return network.parameters().named(parameter).orElseThrow().copy();
  }

  @Test
  void classProbabilitiesAreThoseOfAllStates() {
    float[] x = {1, 0, 1, 1, 0};
    double[] mass = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      for (int h = 0; h < 1 << HIDDEN; h++) {
        mass[k] += Math.exp(minusEnergy(x, k, h));
      }
    }
    float[] logits = network.predict(x, 1);
    for (int k = 1; k < CLASSES; k++) {
      assertThat(logits[k] - logits[0]).isCloseTo((float) Math.log(mass[k] / mass[0]), within(1e-5f));
    }
  }

  private double minusEnergy(float[] x, int k, int h) {
    double sum = of("classBias")[k];
    for (int j = 0; j < HIDDEN; j++) {
      if ((h >> j & 1) == 1) {
        sum += of("hiddenBias")[j] + of("classWeight")[k * HIDDEN + j];
        for (int i = 0; i < VISIBLE; i++) {
          sum += x[i] * of("weight")[i * HIDDEN + j];
        }
      }
    }
    return sum;
  }

  @Test
  void gradientsAreThoseOfTheLoss() {
    Dataset bits = Machines.bits(7, VISIBLE, 2);
    Dataset data = bits.withLabels(new int[] {0, 1, 2, 0, 1, 2, 0}, java.util.List.of("a", "b", "c"));
    var step = TrainingStep.supervised(network, new CrossEntropy(), new Adam(0.1)).engine(Engine.single());
    Gradients gradients = step.gradients(0, data.batches(7).at(0, 0));
    float[] g = gradients.values().clone();
    float[] w = network.parameters().values();
    for (int i = 0; i < w.length; i++) {
      float old = w[i];
      float h = 1f / 64;
      w[i] = old + h;
      double above = step.evaluate(data.batches(7)).orElseThrow().loss();
      w[i] = old - h;
      double below = step.evaluate(data.batches(7)).orElseThrow().loss();
      w[i] = old;
      assertThat((double) g[i]).as("parameter %d", i).isCloseTo((above - below) / (2 * h), within(2e-4));
    }
  }

  private static float[] hybrid(Engine engine, double generative, Visible kind, int epochs) {
    Dataset data = Machines.bits(200, 8, 5);
    Network machine = new ClassificationRbm(16, 2).build(Shape.of(8), 1);
    var step = new ClassificationRbmStep(machine, kind, generative, new Adam(0.02)).seed(2).engine(engine);
    Trainer.of(step).fit(data.shuffled(3).batches(25), epochs);
    Evaluation evaluation = step.evaluate(data.batches(50)).orElseThrow();
    double accuracy = new Accuracy().of(Objects.requireNonNull(evaluation.predictions()));
    float[] w = machine.parameters().values();
    float[] all = java.util.Arrays.copyOf(w, w.length + 1);
    all[w.length] = (float) accuracy;
    return all;
  }

  @Test
  void learnsWhetherTwoBitsAreAlike() {
    for (double generative : new double[] {0, 0.01, 0.1}) {
      float[] learned = hybrid(Engine.single(), generative, Visible.BINARY, 60);
      assertThat(learned[learned.length - 1]).as("accuracy, generative part %s", generative).isEqualTo(1f);
    }
  }

  @Test
  void theGenerativePartLearnsWhatInputsLookLike() {
    float[] without = hybrid(Engine.single(), 0, Visible.BINARY, 5);
    float[] with = hybrid(Engine.single(), 1, Visible.BINARY, 5);
    int visibleBias = without.length - 1 - 8;
    for (int i = 0; i < 8; i++) {
      assertThat(without[visibleBias + i]).isZero();
      assertThat(with[visibleBias + i]).as("bits are 1 in 40%% of cases").isNegative();
    }
  }

  @Test
  void anyEngineLearnsTheSameBits() {
    Engine scalar = Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1));
    try (Team three = Team.of(3)) {
      for (Visible kind : Visible.values()) {
        float[] expected = hybrid(scalar, 0.5, kind, 3);
        for (KernelChoice choice : KernelChoice.values()) {
          assertThat(hybrid(Engine.of(choice.kernels(), three), 0.5, kind, 3)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aModelFileKeepsTheMachine(@TempDir Path folder) {
    Path file = folder.resolve("classes.hillock");
    Model.of(network, new Softmax()).save(file);
    Network opened = Model.open(file).network();
    float[] x = {1, 0, 1, 1, 0};
    assertThat(opened.predict(x, 1)).isEqualTo(network.predict(x, 1));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new ClassificationRbm(3, 1)).hasMessageContaining("got 3 hidden units and 1 classes");
    Network other = new Softmax().build(Shape.of(3), 1);
    assertThatThrownBy(() -> new ClassificationRbmStep(other, Visible.BINARY, 0, new Adam(0.1)))
        .hasMessageContaining("expected a ClassificationRbm");
    assertThatThrownBy(() -> new ClassificationRbmStep(network, Visible.BINARY, -1, new Adam(0.1)))
        .hasMessageContaining("a generative part of -1.0");
  }
}
