package hillock.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.nn.Activation;
import hillock.tensor.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation with its defaults. */
class ActivationGradientTest {
  static Stream<Activation> activations() {
    return Formulas.withDefaults(Activation.class);
  }

  @Test
  void everyActivationHasDefaultsToCheckItWith() {
    assertThat(activations().map(Object::getClass)).isNotEmpty().hasSameSizeAs(Formulas.allOf(Activation.class));
  }

  @ParameterizedTest
  @MethodSource("activations")
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
