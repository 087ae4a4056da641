package hillock.classic.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Batch;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Randomness;
import hillock.kernel.Team;
import hillock.model.Model;
import hillock.nn.BinaryCrossEntropy;
import hillock.nn.CrossEntropy;
import hillock.nn.HalfSquaredError;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.train.Checkpoints;
import hillock.train.Listener;
import hillock.train.Progress;
import hillock.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that grow: what they learn, and that they are the same however they are computed and resumed. */
class CascadeCorrelationTest {
  private static final CascadeCorrelation RULE = new CascadeCorrelation(new BinaryCrossEntropy()).withMostUnits(6);

  /** The exclusive or of two signs, at random places: needs hidden units. */
  private static Dataset quadrants(int n) {
    float[] x = new float[2 * n];
    new Randomness(3, 1, 0).uniforms(x, 0, x.length);
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      x[2 * i] = 2 * x[2 * i] - 1;
      x[2 * i + 1] = 2 * x[2 * i + 1] - 1;
      labels[i] = x[2 * i] * x[2 * i + 1] > 0 ? 1 : 0;
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("no", "yes"));
  }

  private static Batch all(Dataset data) {
    return data.batches(data.size()).at(0, 0);
  }

  private static CascadeTraining grown(CascadeCorrelation rule, Dataset data, int outputs, Engine engine) {
    CascadeTraining training = rule.start(data.sampleShape(), outputs, 7, engine);
    for (long step = 0; !training.finished(); step++) {
      training.run(step, 1, all(data));
    }
    return training;
  }

  @Test
  void exclusiveOrIsSolvedByAFewUnits() {
    Dataset xor =
        Dataset.of(Shape.of(2), new float[] {0, 0, 0, 1, 1, 0, 1, 1})
            .withLabels(new int[] {0, 1, 1, 0}, List.of("no", "yes"));
    CascadeTraining training = grown(RULE, xor, 1, Engine.single());
    assertThat(training.solved()).isTrue();
    assertThat(training.units()).isBetween(1, 3);
    float[] y = training.network().predict(all(xor).x(), 4);
    assertThat(new boolean[] {y[0] > 0, y[1] > 0, y[2] > 0, y[3] > 0}).containsExactly(false, true, true, false);
  }

  @Test
  void hiddenUnitsStayAsTheyWereWhenTheyCame() {
    Dataset data = quadrants(60);
    CascadeTraining training = RULE.start(Shape.of(2), 1, 7, Engine.single());
    float[] first = {};
    for (long step = 0; !training.finished(); step++) {
      training.run(step, 1, all(data));
      if (training.units() == 1 && first.length == 0) {
        first = java.util.Arrays.copyOf(training.parameters().values(), 3);
      }
    }
    assertThat(training.units()).isGreaterThan(1);
    assertThat(java.util.Arrays.copyOf(training.parameters().values(), 3)).containsExactly(first);
  }

  @Test
  void numbersAndClassesAreLearnedToo() {
    float[] x = new float[40];
    float[] y = new float[80];
    int[] thirds = new int[40];
    for (int i = 0; i < 40; i++) {
      x[i] = i / 20f - 1;
      y[2 * i] = x[i] * x[i];
      y[2 * i + 1] = Math.abs(x[i]);
      thirds[i] = i / 10 % 3;
    }
    CascadeCorrelation numbers = new CascadeCorrelation(new HalfSquaredError()).withMostUnits(8);
    Dataset curve = Dataset.of(Shape.of(1), x).withTargets(y, List.of("square", "size"));
    float[] fitted = grown(numbers, curve, 2, Engine.single()).network().predict(x, 40);
    for (int i = 0; i < y.length; i++) {
      assertThat(fitted[i]).isCloseTo(y[i], within(0.4f));
    }
    CascadeCorrelation classes = new CascadeCorrelation(new CrossEntropy()).withMostUnits(12);
    Dataset parts = Dataset.of(Shape.of(1), x).withLabels(thirds, List.of("a", "b", "c"));
    assertThat(grown(classes, parts, 3, Engine.single()).solved()).isTrue();
  }

  @Test
  void theSlopeOfTheCorrelationIsItsDerivative() {
    float[] values = {0.3f, -0.8f, 0.1f, 0.7f, -0.2f, 0.5f};
    float[] errors = {0.4f, -0.1f, -0.5f, -0.3f, 0.1f, 0.4f}; // [3 rows, 2 outputs], each column of sum 0
    float size = 1.5f;
    try (Tape tape = Tape.training(1, Engine.single());
        var step = tape.step()) {
      var parameters = new hillock.tensor.Parameters();
      var held = parameters.add("values", Shape.of(3, 2), true, false);
      parameters.trim();
      held.set(values);
      var loss = CorrelationOp.of(step.parameter(held), errors, 2, size);
      assertThat((double) loss.item()).isCloseTo(-strength(values, errors, size), within(1e-6));
      float[] slope = step.gradients(loss, parameters).of(held);
      for (int i = 0; i < values.length; i++) {
        float[] more = values.clone();
        more[i] += 0.01f;
        double change = -(strength(more, errors, size) - strength(values, errors, size)) / 0.01;
        assertThat((double) slope[i]).isCloseTo(change, within(1e-4));
      }
    }
  }

  private static double strength(float[] values, float[] errors, double size) {
    double total = 0;
    for (int c = 0; c < 2; c++) {
      for (int o = 0; o < 2; o++) {
        double sum = 0;
        for (int r = 0; r < 3; r++) {
          sum += (double) values[2 * r + c] * errors[2 * r + o];
        }
        total += Math.abs(sum) / size;
      }
    }
    return total;
  }

  @Test
  void theSameBitsOnEveryEngine() {
    Dataset data = quadrants(150);
    float[] expected = grown(RULE, data, 1, Engine.of(KernelChoice.SCALAR.kernels(), Team.of(1))).parameters().values();
    for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.SIMD)) {
      for (int threads = 1; threads <= 2; threads++) {
        try (Team team = Team.of(threads)) {
          assertThat(grown(RULE, data, 1, Engine.of(kernels.kernels(), team)).parameters().values())
              .as("%s kernels, %d threads", kernels, threads)
              .containsExactly(expected);
        }
      }
    }
  }

  @Test
  void theFileOfAGrownNetworkPredictsTheSame(@TempDir Path folder) {
    Dataset data = quadrants(60);
    var network = grown(RULE, data, 1, Engine.single()).network();
    Path file = folder.resolve("grown.hillock");
    Model.of(network, RULE.loss().link()).save(file);
    float[] x = all(data).x();
    assertThat(Model.open(file).network().predict(x, 60)).containsExactly(network.predict(x, 60));
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aKilledRunResumesInEveryPhaseWithTheSameBits(@TempDir Path folder) {
    Dataset data = quadrants(60);
    int epochs = 300;
    CascadeTraining whole = RULE.start(Shape.of(2), 1, 7, Engine.single());
    Trainer.of(whole).fit(data.batches(60), epochs);
    assertThat(whole.units()).isGreaterThan(1);
    for (long kill : new long[] {1, 40, 77, 130, 201}) {
      Checkpoints checkpoints = Checkpoints.in(folder.resolve("at-" + kill)).everySteps(3);
      Listener killer =
          new Listener() {
            @Override
            public void stepped(Progress progress) {
              if (progress.step() == kill) {
                throw new Killed();
              }
            }
          };
      Trainer killed = Trainer.of(RULE.start(Shape.of(2), 1, 7, Engine.single())).checkpoint(checkpoints).with(killer);
      assertThatThrownBy(() -> killed.fit(data.batches(60), epochs)).isInstanceOf(Killed.class);
      CascadeTraining resumed = RULE.start(Shape.of(2), 1, 7, Engine.single());
      Trainer.of(resumed).checkpoint(checkpoints).resume(true).fit(data.batches(60), epochs);
      assertThat(resumed.units()).isEqualTo(whole.units());
      assertThat(resumed.parameters().values())
          .as("killed after epoch %d", kill)
          .containsExactly(whole.parameters().values());
    }
  }

  @Test
  void whatCannotBeLearnedIsSaid() {
    Dataset data = quadrants(20);
    assertThatThrownBy(() -> RULE.start(Shape.of(2, 2), 1, 1))
        .hasMessage(
            "cascade-correlation: got input [2, 2] and 1 outputs, expected one axis and at least 1 output. Flatten"
                + " images.");
    CascadeTraining training = RULE.start(Shape.of(2), 1, 1, Engine.single());
    training.run(0, 1, data.batches(12).at(0, 0));
    assertThatThrownBy(() -> training.run(1, 1, data.batches(12).at(0, 1)))
        .hasMessage("cascade-correlation: got a batch of 8 rows after one of 12, expected all rows in every batch");
    CascadeTraining wide = RULE.start(Shape.of(2), 3, 1, Engine.single());
    assertThatThrownBy(() -> wide.run(0, 1, all(data)))
        .hasMessageContaining("the data has classes, which BinaryCrossEntropy")
        .hasMessageContaining("with 3 outputs cannot learn");
    assertThatThrownBy(() -> new Patience(-0.1, 5, 5)).hasMessageContaining("got share -0.1");
  }
}
