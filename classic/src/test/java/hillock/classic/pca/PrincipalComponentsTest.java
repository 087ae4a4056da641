package hillock.classic.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.ScalarKernels;
import hillock.kernel.Team;
import hillock.tensor.Shape;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void aStretchedCrossHasItsArmsAsComponents() {
    // Two points at ±5 along (3, 4)/5 and two at ±1 across it, around (10, 20).
    float[] x = {13, 24, 7, 16, 10.8f, 19.4f, 9.2f, 20.6f};
    PrincipalComponents components = PrincipalComponents.of(Dataset.of(Shape.of(2), x), Engine.single());
    assertThat(components.mean(0)).isCloseTo(10, within(1e-6));
    assertThat(components.mean(1)).isCloseTo(20, within(1e-6));
    assertThat(components.variance(0)).isCloseTo(12.5, within(1e-5));
    assertThat(components.variance(1)).isCloseTo(0.5, within(1e-5));
    assertThat(components.direction(0)).containsExactly(new double[] {0.6, 0.8}, within(1e-6));
    assertThat(components.angle(0, new float[] {-4, 3})).isCloseTo(90, within(1e-4));
    assertThat(components.angle(0, new float[] {-3, -4})).isCloseTo(0, within(1e-4));
    assertThat(components.explained(1)).isCloseTo(12.5 / 13, within(1e-6));
  }

  @Test
  void theVariancesOfIrisAreThePublishedOnes() {
    // Of the correlation matrix, as in most textbooks: 72.96%, 22.85%, 3.67%, 0.52% of the variance.
    PrincipalComponents components = PrincipalComponents.of(Iris.standardised(), Engine.single());
    double[] shares = {0.7296, 0.2285, 0.0367, 0.0052};
    for (int k = 0; k < shares.length; k++) {
      assertThat(components.variance(k) / 4).isCloseTo(shares[k], within(5e-5));
    }
  }

  @Test
  void theEngineDoesNotChangeTheBits() {
    Dataset iris = Iris.measured();
    PrincipalComponents scalar = PrincipalComponents.of(iris, Engine.of(new ScalarKernels(), Team.of(1)));
    try (Team two = Team.of(2)) {
      PrincipalComponents vector = PrincipalComponents.of(iris, Engine.of(KernelChoice.AUTO.kernels(), two));
      for (int k = 0; k < iris.sampleShape().size(); k++) {
        assertThat(vector.variance(k)).isEqualTo(scalar.variance(k));
        assertThat(vector.direction(k)).isEqualTo(scalar.direction(k));
      }
    }
  }
}
