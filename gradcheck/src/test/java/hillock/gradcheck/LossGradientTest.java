package hillock.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.BinaryCrossEntropy;
import hillock.nn.CrossEntropy;
import hillock.nn.HalfSquaredError;
import hillock.nn.Huber;
import hillock.nn.Loss;
import hillock.nn.Masking;
import hillock.nn.MeanAbsoluteError;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss with its defaults, by the network's output. */
class LossGradientTest {
  private static final int ROWS = 4;
  private static final int COLUMNS = 3;
  private static final double[] CLASSES = {2, 0, 1, 1};
  private static final double[] NUMBERS = {0.1, 0.9, 0.35, 0.6, 0.2, 0.75, 0.5, 0.05, 0.95, 0.4, 0.85, 0.15};
  private static final double[] WEIGHTS = {1, 0.25, 0, 3};

  static Stream<Loss> losses() {
    return Formulas.withDefaults(Loss.class);
  }

  @Test
  void everyLossHasDefaultsToCheckItWith() {
    assertThat(losses().map(Object::getClass)).isNotEmpty().hasSameSizeAs(Formulas.allOf(Loss.class));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void derivativeIsThatOfTheLoss(Loss loss) {
    check(loss, null);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void derivativeIsThatOfTheWeightedLoss(Loss loss) {
    check(loss, WEIGHTS);
  }

  /** Two sequences of lengths 2 and 1; the last step is padding, whose derivative is 0. */
  @ParameterizedTest
  @MethodSource("losses")
  void derivativeLeavesPaddingOut(Loss loss) {
    Network masking = new Masking(9).build(Shape.of(2, COLUMNS), 1);
    Shape shape = loss.classes() ? Shape.of(2, 2) : Shape.of(2, 2, COLUMNS);
    new GradientCheck(
            (step, y) -> {
              double[] real = new double[4 * COLUMNS];
              double[] padding = new double[4 * COLUMNS];
              for (int i = 0; i < real.length; i++) {
                real[i] = i < 3 * COLUMNS ? 1 : 0;
                padding[i] = i < 3 * COLUMNS ? 0 : 9;
              }
              Shape all = Shape.of(2, 2, COLUMNS);
              return loss.of(
                  masking.forward(y.get(0).times(step.input(real, all)).plus(step.input(padding, all))),
                  step.input(loss.classes() ? CLASSES : NUMBERS, shape),
                  step.input(new double[] {1, 0.25}, Shape.of(2)));
            })
        .input("output", Shape.of(2, 2, COLUMNS), -2, 2)
        .check();
  }

  static Stream<Loss> options() {
    return Stream.of(
        new CrossEntropy(0.1),
        new CrossEntropy(0, List.of(0.5, 2.0, 1.0)),
        new CrossEntropy(0.2, List.of(0.5, 2.0, 0.0)),
        new BinaryCrossEntropy(0.1, List.of()),
        new BinaryCrossEntropy(0, List.of(0.5, 2.0)),
        new BinaryCrossEntropy(0.3, List.of(3.0, 0.25)),
        new Huber(0.3),
        new Huber(100));
  }

  @ParameterizedTest
  @MethodSource("options")
  void derivativeIsRightWithOptions(Loss loss) {
    check(loss, null);
    check(loss, WEIGHTS);
  }

  static Stream<Loss> differences() {
    return Stream.of(new MeanSquaredError(), new HalfSquaredError(), new MeanAbsoluteError(), new Huber(0.5));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void gradientsFlowToTargetsOfNumbersToo(Loss loss) {
    new GradientCheck((step, x) -> loss.of(x.get(0), x.get(1), step.input(WEIGHTS, Shape.of(ROWS))))
        .input("output", Shape.of(ROWS, COLUMNS), -2, 2)
        .input("target", Shape.of(ROWS, COLUMNS), -2, 2)
        .check();
  }

  @Test
  void binaryLabelsMayStandWithoutAColumn() {
    new GradientCheck(
            (step, z) -> new BinaryCrossEntropy().of(z.get(0), step.input(new double[] {1, 0, 0, 1}, Shape.of(ROWS))))
        .input("output", Shape.of(ROWS, 1), -2, 2)
        .check();
  }

  private static void check(Loss loss, double[] weights) {
    Shape shape = loss.classes() ? Shape.of(ROWS) : Shape.of(ROWS, COLUMNS);
    double[] target = loss.classes() ? CLASSES : NUMBERS;
    new GradientCheck((step, y) ->
        loss.of(y.get(0), step.input(target, shape), weights == null ? null : step.input(weights, Shape.of(ROWS))))
        .input("output", Shape.of(ROWS, COLUMNS), -2, 2)
        .check();
  }
}
