package hillock.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Activation;
import hillock.nn.Elu;
import hillock.nn.LeakyRelu;
import hillock.nn.Threshold;
import hillock.tensor.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation with its defaults. */
class ActivationGradientTest {
  static Stream<Activation> activations() {
    return Formulas.withDefaults(Activation.class).filter(activation -> !(activation instanceof Threshold));
  }

  static Stream<Activation> options() {
    return Stream.of(new LeakyRelu(0.3), new LeakyRelu(0), new LeakyRelu(1), new Elu(0.4), new Elu(0), new Elu(3));
  }

  @Test
  void everyActivationHasDefaultsToCheckItWith() {
    assertThat(Formulas.withDefaults(Activation.class).map(Object::getClass))
        .isNotEmpty()
        .hasSameSizeAs(Formulas.allOf(Activation.class));
  }

  @Test
  void aThresholdPassesNoGradientWhichIsItsDerivativeButAtTheStep() {
    var threshold = new GradientCheck((step, x) -> new Threshold().of(x.get(0)).plus(x.get(0)));
    threshold.input("x", Shape.of(4), -2, -0.1, 0.1, 3).check();
  }

  @ParameterizedTest
  @MethodSource({"activations", "options"})
  void derivativeIsThatOfTheFunction(Activation activation) {
    // No value within 4h of 0, where several activations have a kink; both tails and the middle are there.
    new GradientCheck((step, x) -> activation.of(x.get(0)))
        .input(
            "x",
            Shape.of(2, 9),
            -7,
            -2.5,
            -1.5,
            -0.9,
            -0.61,
            -0.3,
            -0.1,
            -0.01,
            -0.002,
            0.002,
            0.01,
            0.1,
            0.3,
            0.63,
            0.9,
            1.5,
            2.5,
            7)
        .check();
  }
}
