package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Kernels;
import hillock.kernel.ScalarKernels;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and slopes of the activations, against formulas in double precision written another way. */
class ActivationTest {
  private static final Kernels KERNELS = new ScalarKernels();
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;

  private static double value(Activation activation, double x) {
    float[] y = new float[1];
    activation.forward(KERNELS, new float[] {(float) x}, y, 0, 1);
    return y[0];
  }

  private static double slope(Activation activation, double x) {
    float[] in = {(float) x};
    float[] y = new float[1];
    float[] slope = new float[1];
    activation.forward(KERNELS, in, y, 0, 1);
    activation.slope(KERNELS, in, y, slope, 0, 1);
    return slope[0];
  }

  private static Arguments formulas(Activation activation, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    return Arguments.of(activation, f, slope);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Φ(x) by Simpson's rule over the density. */
  private static double normal(double x) {
    if (Math.abs(x) > 8) {
      return x > 0 ? 1 : 0;
    }
    int n = 2000;
    double h = x / n;
    double sum = density(0) + density(x);
    for (int i = 1; i < n; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * density(i * h);
    }
    return 0.5 + sum * h / 3;
  }

  static Stream<Arguments> activations() {
    return Stream.of(
        formulas(new Threshold(), x -> x >= 0 ? 1 : 0, x -> 0),
        formulas(new Threshold(0.5f), x -> x >= 0.5 ? 1 : 0, x -> 0),
        formulas(new Sigmoid(), ActivationTest::sigmoid, x -> sigmoid(x) * sigmoid(-x)),
        formulas(new Tanh(), Math::tanh, x -> 1 / Math.pow(Math.cosh(Math.min(Math.abs(x), 300)), 2)),
        formulas(new Linear(), x -> x, x -> 1),
        formulas(new Relu(), x -> x > 0 ? x : 0, x -> x > 0 ? 1 : 0),
        formulas(new LeakyRelu(), x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01),
        formulas(new LeakyRelu(0.25f), x -> x > 0 ? x : 0.25 * x, x -> x > 0 ? 1 : 0.25),
        formulas(new Elu(), x -> x > 0 ? x : Math.expm1(x), x -> x > 0 ? 1 : Math.exp(x)),
        formulas(new Elu(2), x -> x > 0 ? x : 2 * Math.expm1(x), x -> x > 0 ? 1 : 2 * Math.exp(x)),
        formulas(
            new Selu(),
            x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
            x -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x))),
        formulas(new Gelu(), x -> x * normal(x), x -> normal(x) + x * density(x)),
        formulas(new Silu(), x -> x * sigmoid(x), x -> sigmoid(x) + x * sigmoid(x) * sigmoid(-x)),
        formulas(
            new Mish(),
            x -> x * Math.tanh(softplus(x)),
            x -> {
              double t = Math.tanh(softplus(x));
              return t + x * sigmoid(x) * (1 - t * t);
            }),
        formulas(new Softplus(), ActivationTest::softplus, ActivationTest::sigmoid));
  }

  private static final double[] POINTS = {
    -1000, -100, -30, -10, -5, -2, -1, -0.5, -0.1, -1e-3, -1e-20, -0.0, 0, 1e-20, 1e-3, 0.1, 0.5, 1, 2, 5, 10, 30, 100,
    1000
  };

  @ParameterizedTest
  @MethodSource("activations")
  void valuesAreThoseOfTheFormula(Activation activation, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    for (double point : POINTS) {
      double x = (float) point;
      double expected = f.applyAsDouble(x);
      assertThat(value(activation, x))
          .as("at " + x)
          .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void slopesAreThoseOfTheDerivative(Activation activation, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    for (double point : POINTS) {
      double x = (float) point;
      assertThat(slope(activation, x)).as("at " + x).isCloseTo(derivative.applyAsDouble(x), within(2e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("activations")
  void notANumberPassesThrough(Activation activation, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    assertThat(value(activation, Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void onlyTheRangeAskedForIsWritten(Activation activation, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
    float[] x = {1, -2, 3, -4, 5};
    float[] y = {9, 9, 9, 9, 9};
    float[] slope = {9, 9, 9, 9, 9};
    activation.forward(KERNELS, x, y, 1, 4);
    activation.slope(KERNELS, x, y, slope, 1, 4);
    for (int i : new int[] {0, 4}) {
      assertThat(y[i]).isEqualTo(9);
      assertThat(slope[i]).isEqualTo(9);
    }
    assertThat(y[1]).isEqualTo((float) value(activation, -2));
    assertThat(slope[3]).isEqualTo((float) slope(activation, -4));
  }

  @Test
  void exponentialUnitsKeepTheirAccuracyNearZero() {
    assertThat(value(new Elu(), -1e-6f)).isCloseTo(Math.expm1(-1e-6f), within(1e-12));
  }

  @Test
  void infinitiesGiveLimitsWhereThereAreAny() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(value(new Sigmoid(), infinity)).isEqualTo(1);
    assertThat(value(new Sigmoid(), -infinity)).isEqualTo(0);
    assertThat(value(new Tanh(), -infinity)).isEqualTo(-1);
    assertThat(value(new Relu(), infinity)).isEqualTo(infinity);
    assertThat(value(new Relu(), -infinity)).isEqualTo(0);
    assertThat(value(new LeakyRelu(), infinity)).isEqualTo(infinity);
    assertThat(value(new Elu(), -infinity)).isEqualTo(-1);
    assertThat(value(new Elu(), infinity)).isEqualTo(infinity);
    assertThat(value(new Softplus(), -infinity)).isEqualTo(0);
  }

  @Test
  void hyperparametersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new LeakyRelu(-0.1f)).hasMessage("LeakyRelu: got slope -0.1, expected 0 to 1");
    assertThatThrownBy(() -> new LeakyRelu(Float.NaN)).hasMessage("LeakyRelu: got slope NaN, expected 0 to 1");
    assertThatThrownBy(() -> new Elu(-1)).hasMessage("Elu: got alpha -1.0, expected at least 0");
    assertThatThrownBy(() -> new RandomizedRelu(0.5f, 0.2f)).hasMessageContaining("got slopes from 0.5 to 0.2");
  }
}
