package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitializerTest {
  private static final int IN = 300;
  private static final int OUT = 200;

  private static float[] fill(Initializer initializer, Shape shape, int in, int out) {
    float[] w = new float[shape.size() + 2];
    w[0] = 77;
    w[w.length - 1] = 77;
    initializer.fill(w, 1, shape, in, out, new Randomness(3, 1, 0));
    assertThat(w[0]).as("before the weights").isEqualTo(77);
    assertThat(w[w.length - 1]).as("after the weights").isEqualTo(77);
    return Arrays.copyOfRange(w, 1, w.length - 1);
  }

  static Stream<Arguments> moments() {
    return Stream.of(
        Arguments.of(new Uniform(), 0, 1 / Math.sqrt(3), 1),
        Arguments.of(new Uniform(-0.5f, 0.5f), 0, 0.5 / Math.sqrt(3), 0.5),
        Arguments.of(new Normal(0.3f), 0, 0.3, 1.8),
        Arguments.of(new Normal(2, 0.5f), 2, 0.5, 5),
        Arguments.of(new XavierUniform(), 0, Math.sqrt(2.0 / (IN + OUT)), Math.sqrt(6.0 / (IN + OUT))),
        Arguments.of(new XavierNormal(), 0, Math.sqrt(2.0 / (IN + OUT)), 1),
        Arguments.of(new HeUniform(), 0, Math.sqrt(2.0 / IN), Math.sqrt(6.0 / IN)),
        Arguments.of(new HeNormal(), 0, Math.sqrt(2.0 / IN), 1),
        Arguments.of(new LecunNormal(), 0, Math.sqrt(1.0 / IN), 1),
        Arguments.of(new Orthogonal(), 0, Math.sqrt(1.0 / IN), 1));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void meanAndDeviationAreThoseOfTheRule(Initializer initializer, double mean, double deviation, double bound) {
    float[] w = fill(initializer, Shape.of(IN, OUT), IN, OUT);
    double sum = 0;
    double squares = 0;
    for (float value : w) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo((float) bound);
      sum += value;
      squares += (value - mean) * (value - mean);
    }
    // Five standard errors of 60,000 draws.
    assertThat(sum / w.length).isCloseTo(mean, within(5 * deviation / Math.sqrt(w.length)));
    assertThat(Math.sqrt(squares / w.length)).isCloseTo(deviation, within(5 * deviation / Math.sqrt(2.0 * w.length)));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void theSameStreamGivesTheSameWeights(Initializer initializer, double mean, double deviation, double bound) {
    assertThat(fill(initializer, Shape.of(5, 7), 5, 7)).isEqualTo(fill(initializer, Shape.of(5, 7), 5, 7));
  }

  @Test
  void orthogonalVectorsAreOrthogonalAndAsLongAsTheGain() {
    for (Shape shape :
        new Shape[] {Shape.of(20, 20), Shape.of(7, 30), Shape.of(30, 7), Shape.of(3, 4, 5), Shape.of(1, 9)}) {
      int rows = shape.rows();
      int columns = shape.last();
      float[] w = fill(new Orthogonal(1.5f), shape, rows, columns);
      boolean wide = rows <= columns;
      int vectors = Math.min(rows, columns);
      int length = Math.max(rows, columns);
      for (int a = 0; a < vectors; a++) {
        for (int b = 0; b < vectors; b++) {
          double dot = 0;
          for (int i = 0; i < length; i++) {
            dot +=
                wide
                    ? (double) w[a * columns + i] * w[b * columns + i]
                    : (double) w[i * columns + a] * w[i * columns + b];
          }
          assertThat(dot).isCloseTo(a == b ? 2.25 : 0, within(1e-6));
        }
      }
    }
  }

  @Test
  void constantsAreTheSameEverywhere() {
    assertThat(fill(new Constant(), Shape.of(2, 3), 2, 3)).containsOnly(0);
    assertThat(fill(new Constant(0.25f), Shape.of(2, 3), 2, 3)).containsOnly(0.25f);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new Uniform(1, -1)).hasMessage("Uniform: got low 1.0, high -1.0; expected low < high");
    assertThatThrownBy(() -> new Normal(-1)).hasMessageContaining("Normal: got mean 0.0, deviation -1.0");
    assertThatThrownBy(() -> new Orthogonal(0)).hasMessage("Orthogonal: got gain 0.0, expected above 0");
  }
}
