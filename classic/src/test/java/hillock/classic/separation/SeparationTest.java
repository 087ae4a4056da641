package hillock.classic.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.classic.separation.Inseparable.Share;
import hillock.kernel.Randomness;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeparationTest {
  private static final double[] SQUARE = {0, 0, 0, 1, 1, 0, 1, 1};

  @Test
  void findsTheWeightsOfAnd() {
    boolean[] and = {false, false, false, true};
    Separation answer = Separation.of(SQUARE, 2, and);
    assertThat(answer).isEqualTo(new Separable(List.of(1.0, 1.0), 1.5));
    assertThat(answer.exists()).isTrue();
    assertThat(answer.proves(SQUARE, 2, and)).isTrue();
    assertThat(answer.proves(SQUARE, 2, new boolean[] {false, true, false, true})).isFalse();
  }

  @Test
  void provesThatXorHasNone() {
    boolean[] xor = {false, true, true, false};
    Separation answer = Separation.of(SQUARE, 2, xor);
    BigInteger once = BigInteger.ONE;
    assertThat(answer)
        .isEqualTo(
            new Inseparable(
                List.of(new Share(1, once), new Share(2, once)), List.of(new Share(0, once), new Share(3, once))));
    assertThat(answer.proves(SQUARE, 2, xor)).isTrue();
  }

  @Test
  void aForgedProofProvesNothing() {
    BigInteger once = BigInteger.ONE;
    boolean[] xor = {false, true, true, false};
    Inseparable unequalMeans =
        new Inseparable(
            List.of(new Share(1, once), new Share(2, once)), List.of(new Share(0, once), new Share(0, once)));
    Inseparable wrongClass = new Inseparable(List.of(new Share(1, once)), List.of(new Share(1, once)));
    Inseparable negative = new Inseparable(List.of(new Share(1, once.negate())), List.of(new Share(0, once.negate())));
    assertThat(List.of(unequalMeans, wrongClass, negative, new Inseparable(List.of(), List.of())))
        .noneMatch(proof -> proof.proves(SQUARE, 2, xor));
  }

  @Test
  void aClassWithoutPointsIsSeparable() {
    for (boolean all : new boolean[] {true, false}) {
      boolean[] firing = new boolean[4];
      Arrays.fill(firing, all);
      assertThat(Separation.of(SQUARE, 2, firing).exists()).isTrue();
    }
  }

  @Test
  void equalPointsOfBothClassesAreTheProof() {
    double[] points = {0.1, 0.7, 0.1, 0.7, 3, 4};
    Separation answer = Separation.of(points, 2, new boolean[] {true, false, true});
    BigInteger once = BigInteger.ONE;
    assertThat(answer).isEqualTo(new Inseparable(List.of(new Share(0, once)), List.of(new Share(1, once))));
  }

  /** Numbers of very different size, a narrow gap, and one point moved across it. */
  @Test
  void decidesAtAnyScale() {
    int n = 60;
    float[] random = new float[2 * n];
    new Randomness(3, 1, 0).uniforms(random, 0, random.length);
    double[] points = new double[2 * n];
    boolean[] firing = new boolean[n];
    for (int i = 0; i < n; i++) {
      firing[i] = random[2 * i] + random[2 * i + 1] > 1;
      double shift = firing[i] ? 1e-3 : -1e-3;
      points[2 * i] = 1e6 + random[2 * i] + shift;
      points[2 * i + 1] = 1e-6 * (random[2 * i + 1] + shift);
    }
    assertThat(Separation.of(points, 2, firing).exists()).isTrue();
    firing[0] = !firing[0];
    Separation moved = Separation.of(points, 2, firing);
    assertThat(moved.exists()).isFalse();
    assertThat(moved.proves(points, 2, firing)).isTrue();
  }

  @Test
  void refusesWhatAreNoPoints() {
    assertThatThrownBy(() -> Separation.of(new double[3], 2, new boolean[2]))
        .hasMessage("separation: got 3 numbers for 2 points, expected 2 of each, at least 1");
    assertThatThrownBy(() -> Separation.of(new double[] {Double.NaN}, 1, new boolean[1]))
        .hasMessageContaining("not finite");
  }
}
