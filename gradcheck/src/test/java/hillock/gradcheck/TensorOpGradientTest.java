package hillock.gradcheck;

import hillock.tensor.Parameters;
import hillock.tensor.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations of tensors that are not layers. */
class TensorOpGradientTest {
  private static final Shape TWO_BY_THREE = Shape.of(2, 3);

  static Stream<Arguments> unary() {
    return Stream.of(
        Arguments.of("times number", (GradientCheck.Formula) (step, x) -> x.get(0).times(-1.7)),
        Arguments.of("sum", (GradientCheck.Formula) (step, x) -> x.get(0).sum()),
        Arguments.of("reshape", (GradientCheck.Formula) (step, x) -> x.get(0).reshape(Shape.of(3, 2))),
        Arguments.of("examples", (GradientCheck.Formula) (step, x) -> x.get(0).reshapeExamples(Shape.of(3, 1))),
        Arguments.of("square", (GradientCheck.Formula) (step, x) -> x.get(0).times(x.get(0))),
        Arguments.of("double", (GradientCheck.Formula) (step, x) -> x.get(0).plus(x.get(0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void ofOneTensor(String name, GradientCheck.Formula formula) {
    new GradientCheck(formula).input("x", TWO_BY_THREE, -2, 2).check();
  }

  static Stream<Arguments> binary() {
    return Stream.of(
        Arguments.of("plus", TWO_BY_THREE, (GradientCheck.Formula) (step, x) -> x.get(0).plus(x.get(1))),
        Arguments.of("minus", TWO_BY_THREE, (GradientCheck.Formula) (step, x) -> x.get(0).minus(x.get(1))),
        Arguments.of("times", TWO_BY_THREE, (GradientCheck.Formula) (step, x) -> x.get(0).times(x.get(1))),
        Arguments.of("matmul", Shape.of(3, 4), (GradientCheck.Formula) (step, x) -> x.get(0).matmul(x.get(1))),
        Arguments.of("plusRow", Shape.of(3), (GradientCheck.Formula) (step, x) -> x.get(0).plusRow(x.get(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void ofTwoTensors(String name, Shape second, GradientCheck.Formula formula) {
    new GradientCheck(formula).input("a", TWO_BY_THREE, -2, 2).input("b", second, -2, 2).check();
  }

  @Test
  void matrixProductOfStackedRows() {
    new GradientCheck((step, x) -> x.get(0).matmul(x.get(1)))
        .input("a", Shape.of(2, 2, 3), -2, 2)
        .input("b", Shape.of(3, 4), -2, 2)
        .check();
  }

  @Test
  void squareMatrixTimesItself() {
    new GradientCheck((step, x) -> x.get(0).matmul(x.get(0))).input("a", Shape.of(3, 3), -2, 2).check();
  }

  @Test
  void affineWithAndWithoutBias() {
    Parameters parameters = new Parameters();
    var weight = parameters.add("weight", Shape.of(3, 2), true, true);
    var bias = parameters.add("bias", Shape.of(2), true, false);
    parameters.trim();
    weight.set(0.3, -1, 0.7, 0.2, -0.4, 1.1);
    bias.set(0.5, -0.25);
    new GradientCheck((step, x) -> x.get(0).affine(weight, bias))
        .input("x", TWO_BY_THREE, -2, 2)
        .parameters(parameters)
        .check();
    bias.trainable(false);
    new GradientCheck((step, x) -> x.get(0).affine(weight, null))
        .input("x", TWO_BY_THREE, -2, 2)
        .parameters(parameters)
        .check();
  }
}
