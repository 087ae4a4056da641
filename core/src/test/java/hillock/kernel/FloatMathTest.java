package hillock.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatMathTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @FunctionalInterface
  private interface FloatFunction {
    float apply(float x);
  }

  /** Checks floats of every exponent and sign against double arithmetic: relative error where the result is normal. */
  private static void compare(String name, FloatFunction f, DoubleUnaryOperator reference, double tolerance) {
    double worst = 0;
    float worstAt = 0;
    for (long bits = 0; bits <= 0xFFFFFFFFL; bits += 997) {
      float x = Float.intBitsToFloat((int) bits);
      double expected = reference.applyAsDouble(x);
      float got = f.apply(x);
      if (Double.isNaN(expected)) {
        assertThat(got).as(name + " of " + x).isNaN();
        continue;
      }
      if (Float.isInfinite((float) expected) || Float.isInfinite(got)) {
        assertThat(got).as(name + " of " + x).isEqualTo((float) expected);
        continue;
      }
      double unit = Math.max(Math.abs(expected), Float.MIN_NORMAL);
      double error = Math.abs(got - expected) / unit;
      if (error > worst) {
        worst = error;
        worstAt = x;
      }
    }
    assertThat(worst).as(name + ", relative error, worst at " + worstAt).isLessThan(tolerance);
  }

  @Test
  void expIsWithinAFewUnitsInTheLastPlace() {
    compare("exp", FloatMath::exp, Math::exp, 1.3e-7);
  }

  @Test
  void logIsWithinAFewUnitsInTheLastPlace() {
    compare("log", FloatMath::log, Math::log, 1.3e-7);
  }

  @Test
  void tanhIsWithinAFewUnitsInTheLastPlace() {
    compare("tanh", FloatMath::tanh, Math::tanh, 2e-7);
  }

  @Test
  void sigmoidIsWithinAFewUnitsInTheLastPlace() {
    compare("sigmoid", FloatMath::sigmoid, x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)), 2e-7);
  }

  @Test
  void softplusIsWithinAFewUnitsInTheLastPlace() {
    compare("softplus", FloatMath::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 2e-7);
  }

  @Test
  void erfIsWithinAFewUnitsInTheLastPlace() {
    compare("erf", FloatMath::erf, FloatMathTest::erf, 2e-7);
  }

  /** The Taylor series near 0 and the continued fraction of the complement further out, both in double. */
  private static double erf(double x) {
    double size = Math.abs(x);
    if (Double.isNaN(x) || x == 0) {
      return x;
    }
    if (size > 6) {
      return Math.signum(x);
    }
    if (size < 2.5) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 80; n++) {
        term *= -x * x / n;
        sum += term / (2 * n + 1);
      }
      return 2 / Math.sqrt(Math.PI) * sum;
    }
    double fraction = 0;
    for (int n = 120; n > 0; n--) {
      fraction = n / 2.0 / (size + fraction);
    }
    return Math.signum(x) * (1 - Math.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction));
  }

  @Test
  void expOverflowsAndUnderflowsWhereItShould() {
    assertThat(FloatMath.exp(88.72283f)).isLessThan(INFINITY);
    assertThat(FloatMath.exp(88.73f)).isEqualTo(INFINITY);
    assertThat(FloatMath.exp(1000f)).isEqualTo(INFINITY);
    assertThat(FloatMath.exp(INFINITY)).isEqualTo(INFINITY);
    assertThat(FloatMath.exp(-103.9f)).isEqualTo(Float.MIN_VALUE);
    assertThat(FloatMath.exp(-104f)).isZero();
    assertThat(FloatMath.exp(-1000f)).isZero();
    assertThat(FloatMath.exp(-INFINITY)).isZero();
    assertThat(FloatMath.exp(0f)).isEqualTo(1f);
    assertThat(FloatMath.exp(-0f)).isEqualTo(1f);
    assertThat(FloatMath.exp(-95f)).isCloseTo((float) Math.exp(-95), org.assertj.core.data.Offset.offset(2e-45f));
  }

  @Test
  void logOfZeroAndBelow() {
    assertThat(FloatMath.log(0f)).isEqualTo(-INFINITY);
    assertThat(FloatMath.log(-0f)).isEqualTo(-INFINITY);
    assertThat(FloatMath.log(-1f)).isNaN();
    assertThat(FloatMath.log(-INFINITY)).isNaN();
    assertThat(FloatMath.log(1f)).isZero();
  }

  @Test
  void oddFunctionsKeepTheSignOfZero() {
    for (float zero : new float[] {0f, -0f}) {
      assertThat(Float.floatToIntBits(FloatMath.tanh(zero))).isEqualTo(Float.floatToIntBits(zero));
      assertThat(Float.floatToIntBits(FloatMath.erf(zero))).isEqualTo(Float.floatToIntBits(zero));
    }
  }

  @Test
  void saturatingFunctionsNeverLeaveTheirRange() {
    for (float x = -1000f; x <= 1000f; x += 0.37f) {
      assertThat(FloatMath.tanh(x)).isBetween(-1f, 1f);
      assertThat(FloatMath.erf(x)).isBetween(-1f, 1f);
      assertThat(FloatMath.sigmoid(x)).isBetween(0f, 1f);
      assertThat(FloatMath.softplus(x)).isBetween(0f, 1000f);
    }
    assertThat(FloatMath.tanh(1000f)).isEqualTo(1f);
    assertThat(FloatMath.sigmoid(1000f)).isEqualTo(1f);
    assertThat(FloatMath.sigmoid(-1000f)).isZero();
    assertThat(FloatMath.softplus(1000f)).isEqualTo(1000f);
    assertThat(FloatMath.softplus(-1000f)).isZero();
    assertThat(FloatMath.erf(-1000f)).isEqualTo(-1f);
  }
}
