package hillock.gradcheck;

import hillock.nn.Dense;
import hillock.nn.HeUniform;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers with parameters, and networks of several. A new layer gets a line here. */
class LayerGradientTest {
  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of(new Dense(4), Shape.of(3)),
        Arguments.of(new Dense(4, false, new HeUniform()), Shape.of(3)),
        Arguments.of(new Dense(2), Shape.of(2, 3)),
        Arguments.of(new Sequential(new Dense(5), new Relu(), new Dense(2)), Shape.of(4)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void derivativesByInputAndParametersAreThoseOfTheLayer(Spec spec, Shape input) {
    GradientCheck.of(spec.build(input, 1), 3).check();
  }
}
