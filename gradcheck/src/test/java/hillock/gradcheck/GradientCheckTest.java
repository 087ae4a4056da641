package hillock.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.kernel.FloatMath;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The check itself: that it passes what is right and finds what is wrong. */
class GradientCheckTest {
  /** y = x³, whose derivative is wrong by the given relative error at one element. */
  private static final class Cube extends Op {
    private double wrong;
    private int at;
    private Tensor x;

    Cube(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, double wrong, int at) {
      Cube op = x.step().slot(Cube.class, Cube::new);
      op.input(x);
      op.x = x;
      op.wrong = wrong;
      op.at = at;
      op.out.shape(x.shape());
      for (int i = 0; i < x.size(); i++) op.out.data()[i] = Math.pow(x.data()[i], 3);
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      double[] dx = x.grad();
      for (int i = 0; i < x.size(); i++) {
        dx[i] += 3 * x.data()[i] * x.data()[i] * out.gradArray()[i] * (i == at ? 1 + wrong : 1);
      }
    }
  }

  private static GradientCheck cube(double wrong) {
    return new GradientCheck((step, x) -> Cube.of(x.get(0), wrong, 4)).input("x", Shape.of(2, 3), 0.5, 2);
  }

  @Test
  void aRightDerivativePassesFarBelowTheTolerance() {
    assertThat(cube(0).worst(1).error()).isBetween(0.0, 1e-9);
    cube(0).check();
  }

  @Test
  void anErrorOfTwoMillionthsIsFoundWithItsPlace() {
    assertThatThrownBy(() -> cube(2e-6).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("x [2, 3] element 4");
  }

  @Test
  void notANumberFails() {
    assertThatThrownBy(() -> cube(Double.NaN).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("element 4");
  }

  @Test
  void aFormulaThatIgnoresItsInputsFails() {
    assertThatThrownBy(() -> new GradientCheck((step, x) -> x.get(0).detach()).input("x", Shape.of(2), 1, 2).check())
        .hasMessageContaining("every derivative is 0");
  }

  @Test
  void theTwinOfErfAgreesWithTheTables() {
    // NIST Digital Library of Mathematical Functions, table 7.1.1 of Abramowitz and Stegun
    assertThat(FloatMath.erf(0.5)).isCloseTo(0.5204998778130465, org.assertj.core.data.Offset.offset(1e-15));
    assertThat(FloatMath.erf(-1)).isCloseTo(-0.8427007929497149, org.assertj.core.data.Offset.offset(1e-15));
    assertThat(FloatMath.erf(3)).isCloseTo(0.9999779095030014, org.assertj.core.data.Offset.offset(1e-15));
    assertThat(FloatMath.erf(7)).isEqualTo(1);
    assertThat(FloatMath.erf(0)).isZero();
  }
}
