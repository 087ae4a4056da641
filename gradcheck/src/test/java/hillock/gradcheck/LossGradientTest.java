package hillock.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Loss;
import hillock.tensor.Shape;
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

  private static void check(Loss loss, double[] weights) {
    Shape shape = loss.classes() ? Shape.of(ROWS) : Shape.of(ROWS, COLUMNS);
    double[] target = loss.classes() ? CLASSES : NUMBERS;
    new GradientCheck((step, y) ->
        loss.of(y.get(0), step.input(target, shape), weights == null ? null : step.input(weights, Shape.of(ROWS))))
        .input("output", Shape.of(ROWS, COLUMNS), -2, 2)
        .check();
  }
}
