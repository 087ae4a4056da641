package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole training steps: forward, loss, backward, update. */
class TrainingStepTest {
  private static final int ROWS = 32;
  private static final int IN = 20;
  private static final int CLASSES = 5;

  private static Network network() {
    return new Sequential(
            new Dense(64).withMaxNorm(2),
            new BatchNorm(),
            new Relu(),
            new Dropout(0.3f),
            new Residual(new LayerNorm(), new Dense(64), new Gelu()),
            new DropConnect(32, 0.2f),
            new Tanh(),
            new Dense(CLASSES))
        .build(Shape.of(IN), 1);
  }

  static Stream<Loss> losses() {
    return Stream.of(
        new CrossEntropy(),
        new CrossEntropy(0.1f, List.of(1f, 2f, 3f, 4f, 5f)),
        new BinaryCrossEntropy(0.1f, List.of(1f, 2f)),
        new MeanSquaredError(),
        new HalfSquaredError(),
        new MeanAbsoluteError(),
        new Huber());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aStepOfAPerceptronAllocatesNothing(Loss loss) {
    Network network = network();
    float[] x = new float[ROWS * IN];
    new Randomness(1, 2, 3).normals(x, 0, x.length);
    float[] target = new float[loss.classes() ? ROWS : ROWS * CLASSES];
    Shape inputs = Shape.of(ROWS, IN);
    Shape targets = loss.classes() ? Shape.of(ROWS) : Shape.of(ROWS, CLASSES);
    float[] weights = new float[ROWS];
    Arrays.fill(weights, 0.5f);
    Shape rows = Shape.of(ROWS);
    try (Tape tape = Tape.training(1, Engine.single())) {
      Runnable step =
          () -> {
            try (Step s = tape.step()) {
              Tensor y = network.forward(s.input(x, inputs));
              Tensor error = loss.of(y, s.input(target, targets), s.input(weights, rows));
              float[] gradient = s.gradients(error, network.parameters()).values();
              float[] w = network.parameters().values();
              for (int i = 0; i < w.length; i++) {
                w[i] -= 1e-4f * gradient[i];
              }
              network.parameters().constrain();
              network.parameters().changed();
            }
          };
      assertThat(AllocatedBytes.of(step, 40)).isZero();
    }
  }

  @Test
  void trainingGivesTheSameBitsAtAnyNumberOfThreads() {
    float[] one = train(Team.of(1));
    assertThat(one).doesNotContain(Float.NaN);
    assertThat(train(Team.of(2))).isEqualTo(one);
    assertThat(train(Team.of(5))).isEqualTo(one);
  }

  private static float[] train(Team team) {
    int n = 700;
    Network network = network();
    float[] x = new float[n * IN];
    new Randomness(1, 2, 3).normals(x, 0, x.length);
    float[] target = new float[n];
    for (int i = 0; i < n; i++) {
      target[i] = i % CLASSES;
    }
    try (team;
        Tape tape = Tape.training(1, Engine.of(new ScalarKernels(), team))) {
      for (int i = 0; i < 5; i++) {
        Passes.descend(tape, network, new CrossEntropy(), x, target, n, 0.05f);
      }
    }
    return network.parameters().values();
  }

  @Test
  void gradientsOfMiniBatchesAverageToThatOfTheWholeBatch() {
    Network network = new Sequential(new Dense(8), new Tanh(), new Dense(CLASSES)).build(Shape.of(IN), 1);
    float[] x = new float[ROWS * IN];
    new Randomness(1, 2, 3).normals(x, 0, x.length);
    float[] target = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      target[i] = i % CLASSES;
    }
    float[] whole = gradient(network, x, target, 0, ROWS);
    float[] mean = new float[whole.length];
    for (int from = 0; from < ROWS; from += 8) {
      float[] part = gradient(network, x, target, from, 8);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += part[i] / 4;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo(whole[i], within(1e-6f));
    }
  }

  private static float[] gradient(Network network, float[] x, float[] target, int from, int n) {
    float[] part = Arrays.copyOfRange(x, from * IN, (from + n) * IN);
    float[] classes = Arrays.copyOfRange(target, from, from + n);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(part, Shape.of(n, IN)));
      Tensor loss = new CrossEntropy().of(y, step.input(classes, Shape.of(n)));
      return step.gradients(loss, network.parameters()).values().clone();
    }
  }
}
