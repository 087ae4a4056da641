package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.tensor.Parameter;
import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the losses by hand or by their definition in double precision, and their gradients in closed form. */
class LossTest {
  private static final Shape OUT = Shape.of(3, 4);
  private static final float[] X = {0.5f, -1, 2, 0.25f, 1, 1, -3, 0, 0.1f, 4, -0.2f, 0.7f};
  private static final float[] T = {0, -1, 1, 1, 0.5f, 3, -3, 0.5f, 0, 0, 0, 1};
  private static final float[] CLASSES = {2, 0, 3};
  private static final float[] WEIGHTS = {1, 0, 2.5f};

  private record Result(double loss, float[] gradient) {}

  private static Result loss(Loss loss, Shape shape, float[] x, Shape targets, float[] t, float @Nullable [] w) {
    return loss(loss, shape, x, targets, t, w, Engine.single());
  }

  private static Result loss(
      Loss loss, Shape shape, float[] x, Shape targets, float[] t, float @Nullable [] w, Engine engine) {
    Parameters parameters = new Parameters();
    Parameter parameter = parameters.add("x", shape, true, false);
    parameters.trim();
    parameter.set(x);
    try (Tape tape = Tape.training(1, engine);
        Step step = tape.step()) {
      Tensor weights = w == null ? null : step.input(w, Shape.of(w.length));
      Tensor result = loss.of(step.parameter(parameter), step.input(t, targets), weights);
      return new Result(result.item(), step.gradients(result, parameters).values().clone());
    }
  }

  @FunctionalInterface
  private interface RowLoss {
    double of(double difference);
  }

  private static double mean(RowLoss f, double scale, float @Nullable [] weights) {
    double sum = 0;
    double total = 0;
    for (int r = 0; r < 3; r++) {
      double row = 0;
      for (int j = 0; j < 4; j++) {
        row += f.of(X[4 * r + j] - T[4 * r + j]);
      }
      double w = weights == null ? 1 : weights[r];
      sum += w * scale * row;
      total += w;
    }
    return sum / total;
  }

  @Test
  void lossesForNumbersAreMeansOverRowsOfTheirDefinition() {
    for (float[] w : new float[][] {null, WEIGHTS}) {
      assertThat(loss(new MeanSquaredError(), OUT, X, OUT, T, w).loss)
          .isCloseTo(mean(d -> d * d, 0.25, w), within(1e-6));
      assertThat(loss(new HalfSquaredError(), OUT, X, OUT, T, w).loss)
          .isCloseTo(mean(d -> d * d, 0.5, w), within(1e-6));
      assertThat(loss(new MeanAbsoluteError(), OUT, X, OUT, T, w).loss)
          .isCloseTo(mean(Math::abs, 0.25, w), within(1e-6));
      RowLoss huber = d -> Math.abs(d) <= 0.75 ? d * d / 2 : 0.75 * (Math.abs(d) - 0.375);
      assertThat(loss(new Huber(0.75f), OUT, X, OUT, T, w).loss).isCloseTo(mean(huber, 0.25, w), within(1e-6));
    }
  }

  @Test
  void halfSquaredErrorHasTheDifferenceAsItsDerivative() {
    Shape one = Shape.of(1, 2);
    Result result = loss(new HalfSquaredError(), one, new float[] {0.8f, 0.25f}, one, new float[] {1, 0}, null);
    assertThat(result.gradient).containsExactly(0.8f - 1, 0.25f);
    assertThat(result.loss).isCloseTo((0.04 + 0.0625) / 2, within(1e-7));
  }

  static Stream<Loss> differences() {
    return Stream.of(
        new MeanSquaredError(), new HalfSquaredError(), new MeanAbsoluteError(), new Huber(), new Huber(0.1f));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void aPerfectPredictionHasNoLossAndNoGradient(Loss loss) {
    Result result = loss(loss, OUT, X, OUT, X, null);
    assertThat(result.loss).isZero();
    assertThat(result.gradient).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("differences")
  void aTargetOfOtherShapeIsRefusedNotBroadcast(Loss loss) {
    String name = loss.getClass().getSimpleName();
    assertThatThrownBy(() -> loss(loss, OUT, X, Shape.of(3), new float[3], null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": got target [3] for output [3, 4], expected target [3, 4]");
    Shape column = Shape.of(4, 1);
    assertThatThrownBy(() -> loss(loss, column, new float[4], Shape.of(1, 4), new float[4], null))
        .hasMessageContaining("expected target [4, 1]");
    float[] x = {1, 2, 3, 4};
    float[] t = {2, 2, 0, 1};
    assertThat(loss(loss, column, x, Shape.of(4), t, null).loss).isEqualTo(loss(loss, column, x, column, t, null).loss);
  }

  /** -Σ_j q_j·v_j·ln p_j of a row with smoothed target q, as PyTorch defines it. */
  private static double crossEntropy(double smoothing, double[] v, float @Nullable [] weights) {
    double sum = 0;
    double total = 0;
    for (int r = 0; r < 3; r++) {
      double norm = 0;
      for (int j = 0; j < 4; j++) {
        norm += Math.exp(X[4 * r + j]);
      }
      int c = (int) CLASSES[r];
      double row = 0;
      for (int j = 0; j < 4; j++) {
        double q = (j == c ? 1 - smoothing : 0) + smoothing / 4;
        row -= q * v[j] * (X[4 * r + j] - Math.log(norm));
      }
      double w = weights == null ? 1 : weights[r];
      sum += w * row;
      total += w * v[c];
    }
    return sum / total;
  }

  @Test
  void crossEntropyIsTheMeanNegativeLogLikelihood() {
    double[] ones = {1, 1, 1, 1};
    double[] v = {0.5, 2, 1, 4};
    List<Float> classWeights = List.of(0.5f, 2f, 1f, 4f);
    for (float[] w : new float[][] {null, WEIGHTS}) {
      assertThat(loss(new CrossEntropy(), OUT, X, Shape.of(3), CLASSES, w).loss)
          .isCloseTo(crossEntropy(0, ones, w), within(1e-6));
      assertThat(loss(new CrossEntropy(0.1f), OUT, X, Shape.of(3), CLASSES, w).loss)
          .isCloseTo(crossEntropy(0.1f, ones, w), within(1e-6));
      assertThat(loss(new CrossEntropy(0, classWeights), OUT, X, Shape.of(3), CLASSES, w).loss)
          .isCloseTo(crossEntropy(0, v, w), within(1e-6));
      assertThat(loss(new CrossEntropy(0.2f, classWeights), OUT, X, Shape.of(3), CLASSES, w).loss)
          .isCloseTo(crossEntropy(0.2f, v, w), within(1e-6));
    }
  }

  @Test
  void crossEntropyHasProbabilityMinusTargetAsItsDerivative() {
    Shape one = Shape.of(1, 2);
    Result result =
        loss(new CrossEntropy(), one, new float[] {0, (float) Math.log(3)}, Shape.of(1), new float[] {0}, null);
    assertThat(result.loss).isCloseTo(Math.log(4), within(1e-6));
    assertThat(result.gradient[0]).isCloseTo(0.25f - 1, within(1e-6f));
    assertThat(result.gradient[1]).isCloseTo(0.75f, within(1e-6f));
  }

  @Test
  void crossEntropyIsStableForHugeLogits() {
    Shape one = Shape.of(1, 3);
    float[] x = {1000, -1000, 0};
    Result right = loss(new CrossEntropy(), one, x, Shape.of(1), new float[] {0}, null);
    assertThat(right.loss).isZero();
    assertThat(right.gradient).containsOnly(0);
    Result wrong = loss(new CrossEntropy(), one, x, Shape.of(1), new float[] {1}, null);
    assertThat(wrong.loss).isEqualTo(2000);
    assertThat(wrong.gradient).containsExactly(1, -1, 0);
  }

  @Test
  void binaryCrossEntropyIsTheMeanOverItsQuestions() {
    Shape shape = Shape.of(2, 2);
    float[] z = {0.5f, -2, 3, 0};
    float[] t = {1, 0, 0.25f, 1};
    double expected = 0;
    for (int i = 0; i < 4; i++) {
      double p = 1 / (1 + Math.exp(-z[i]));
      expected -= (t[i] * Math.log(p) + (1 - t[i]) * Math.log(1 - p)) / 4;
    }
    assertThat(loss(new BinaryCrossEntropy(), shape, z, shape, t, null).loss).isCloseTo(expected, within(1e-6));
  }

  @Test
  void binaryCrossEntropyIsStableForHugeLogits() {
    Shape shape = Shape.of(4, 1);
    float[] z = {1000, -1000, 1000, -1000};
    Result result = loss(new BinaryCrossEntropy(), shape, z, shape, new float[] {1, 0, 0, 1}, null);
    assertThat(result.loss).isEqualTo(500);
    assertThat(result.gradient).containsExactly(0, 0, 0.25f, -0.25f);
  }

  @Test
  void binaryCrossEntropyEqualsCrossEntropyOfTwoLogits() {
    float[] z = {0.5f, -2, 3, 0, -0.7f};
    float[] pairs = {0, 0.5f, 0, -2, 0, 3, 0, 0, 0, -0.7f};
    float[] labels = {1, 0, 0, 1, 1};
    float[] weights = {1, 2, 0.5f, 0, 3};
    for (float smoothing : new float[] {0, 0.1f}) {
      for (List<Float> v : List.of(List.<Float>of(), List.of(0.5f, 3f))) {
        Result binary = loss(new BinaryCrossEntropy(smoothing, v), Shape.of(5, 1), z, Shape.of(5), labels, weights);
        Result two = loss(new CrossEntropy(smoothing, v), Shape.of(5, 2), pairs, Shape.of(5), labels, weights);
        assertThat(binary.loss).isCloseTo(two.loss, within(1e-6));
        for (int r = 0; r < 5; r++) {
          assertThat(binary.gradient[r]).isCloseTo(two.gradient[2 * r + 1], within(1e-6f));
        }
      }
    }
  }

  @Test
  void lossesForClassesNameTheActivationTheyFoldIn() {
    assertThat(new CrossEntropy().link()).isEqualTo(new Softmax());
    assertThat(new BinaryCrossEntropy().link()).isEqualTo(new Sigmoid());
    assertThat(new MeanSquaredError().link()).isEqualTo(new Linear());
    assertThat(new CrossEntropy().classes()).isTrue();
    assertThat(new MeanSquaredError().classes()).isFalse();
  }

  @Test
  void labelsOutOfRangeAreShownWithTheirRow() {
    Shape rows = Shape.of(3);
    assertThatThrownBy(() -> loss(new CrossEntropy(), OUT, X, rows, new float[] {0, 4, 1}, null))
        .hasMessage("CrossEntropy: target of row 1 is 4.0, expected a class index from 0 to 3 (output [3, 4])");
    for (float bad : new float[] {-1, 0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> loss(new CrossEntropy(), OUT, X, rows, new float[] {0, 1, bad}, null))
          .hasMessageContaining("target of row 2 is " + bad);
    }
    assertThatThrownBy(() -> loss(new CrossEntropy(), OUT, X, OUT, new float[12], null))
        .hasMessageContaining(
            "got target [3, 4] for output [3, 4], expected one class index for each row, not one-hot");
    assertThatThrownBy(() -> loss(new CrossEntropy(), Shape.of(3, 1), new float[3], rows, new float[3], null))
        .hasMessageContaining("has one class, so the loss is always 0");
    assertThatThrownBy(
            () -> loss(new BinaryCrossEntropy(), Shape.of(3, 1), new float[3], rows, new float[] {0, 2, 1}, null))
        .hasMessage("BinaryCrossEntropy: target of row 1 is 2.0, expected 0 to 1 (output [3, 1])");
    assertThatThrownBy(() -> loss(new BinaryCrossEntropy(), OUT, X, rows, new float[3], null))
        .hasMessage("BinaryCrossEntropy: got target [3] for output [3, 4], expected target [3, 4]");
  }

  @Test
  void weightsAreChecked() {
    assertThatThrownBy(() -> loss(new MeanSquaredError(), OUT, X, OUT, T, new float[] {1, 2}))
        .hasMessage("loss: got weights [2], expected one for each of 3 rows");
    assertThatThrownBy(() -> loss(new MeanSquaredError(), OUT, X, OUT, T, new float[] {1, -2, 1}))
        .hasMessage("loss: weight of row 1 is -2.0, expected 0 or more");
    assertThatThrownBy(() -> loss(new CrossEntropy(0, List.of(1f)), OUT, X, Shape.of(3), CLASSES, null))
        .hasMessage("CrossEntropy: got 1 class weights for 4 classes");
    assertThatThrownBy(() -> new CrossEntropy(0, List.of(1f, -1f)))
        .hasMessageContaining("got class weights [1.0, -1.0]");
    assertThatThrownBy(() -> new CrossEntropy(1))
        .hasMessageContaining("got label smoothing 1.0, expected 0 or more and below 1");
    assertThatThrownBy(() -> new BinaryCrossEntropy(0, List.of(1f, 1f, 1f))).hasMessageContaining("expected two");
    assertThatThrownBy(() -> new Huber(0)).hasMessage("Huber: got delta 0.0, expected above 0");
  }

  @Test
  void anEmptyBatchAndWeightsOfZeroHaveTheLossZero() {
    assertThat(loss(new CrossEntropy(), Shape.of(0, 4), new float[0], Shape.of(0), new float[0], null).loss).isZero();
    assertThat(loss(new BinaryCrossEntropy(), Shape.of(0, 1), new float[0], Shape.of(0), new float[0], null).loss)
        .isZero();
    assertThat(loss(new Huber(), Shape.of(0, 4), new float[0], Shape.of(0, 4), new float[0], null).loss).isZero();
    Result nothing = loss(new MeanSquaredError(), OUT, X, OUT, T, new float[3]);
    assertThat(nothing.loss).isZero();
    assertThat(nothing.gradient).containsOnly(0);
  }

  @Test
  void notANumberInTheOutputShowsInTheLoss() {
    float[] x = X.clone();
    x[5] = Float.NaN;
    assertThat(loss(new MeanSquaredError(), OUT, x, OUT, T, null).loss).isNaN();
    assertThat(loss(new MeanAbsoluteError(), OUT, x, OUT, T, null).loss).isNaN();
    assertThat(loss(new Huber(), OUT, x, OUT, T, null).loss).isNaN();
    assertThat(loss(new CrossEntropy(), OUT, x, Shape.of(3), CLASSES, null).loss).isNaN();
    assertThat(loss(new BinaryCrossEntropy(), OUT, x, OUT, new float[12], null).loss).isNaN();
  }

  @Test
  void targetsOfClassesHaveNoDerivative() {
    Network network = new Dense(1).build(Shape.of(1), 1);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(new float[] {1, 2}, Shape.of(2, 1)));
      Tensor target = new Sigmoid().of(y);
      Tensor loss = new BinaryCrossEntropy().of(y, target);
      assertThatThrownBy(() -> step.gradients(loss, network.parameters()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("BinaryCrossEntropyOp: has no derivative by the targets; detach() them");
    }
  }

  static Stream<Loss> all() {
    return Stream.concat(differences(), Stream.of(new CrossEntropy(0.1f), new BinaryCrossEntropy()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void anyNumberOfThreadsGivesTheSameBits(Loss loss) {
    int n = 5000;
    Random random = new Random(3);
    float[] x = new float[n * 4];
    float[] t = new float[loss.classes() ? n : n * 4];
    float[] w = new float[n];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < t.length; i++) {
      t[i] = loss.classes() ? random.nextInt(4) : random.nextFloat();
    }
    for (int i = 0; i < n; i++) {
      w[i] = random.nextFloat();
    }
    Shape targets = loss.classes() ? Shape.of(n) : Shape.of(n, 4);
    Result one = loss(loss, Shape.of(n, 4), x, targets, t, w, Engine.of(new ScalarKernels(), Team.of(1)));
    try (Team team = Team.of(3)) {
      Result three = loss(loss, Shape.of(n, 4), x, targets, t, w, Engine.of(new ScalarKernels(), team));
      assertThat(three.loss).isEqualTo(one.loss);
      assertThat(three.gradient).isEqualTo(one.gradient);
    }
  }
}
