package hillock.classic.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.nn.Dense;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Canon C3 and C5. */
class GridSearchTest {
  /** {@code y = 2·x - 1} without noise: the loss is a bowl around w = 2, b = -1. */
  private static final Dataset LINE =
      Dataset.of(Shape.of(1), new float[] {-1, 0, 1, 2}).withTargets(new float[] {-3, -1, 1, 3}, List.of("y"));

  private final Network network = Network.of(new Dense(1), Shape.of(1), 1);
  private final ErrorSurface bowl = ErrorSurface.of(network, new MeanSquaredError(), LINE).overWeights(0, 1);

  @Test
  void theSurfaceIsTheLossByHand() {
    // Residuals at w = 1, b = 0 are x - (2x - 1) = 1 - x: 2, 1, 0, -1.
    assertThat(bowl.at(1, 0)).isCloseTo(6.0 / 4, within(1e-6));
    assertThat(bowl.at(2, -1)).isZero();
    assertThat(bowl.over(new double[] {1, 2}, new double[] {0, -1})[1][1]).isZero();
  }

  @Test
  void lookingLeavesTheNetworkAsItWas() {
    float[] before = network.parameters().values().clone();
    bowl.at(7, 7);
    assertThat(network.parameters().values()).isEqualTo(before);
  }

  @Test
  void findsTheBestPointOfItsGrid() {
    GridSearch.Found found = new GridSearch(-4, 4, 81).over(bowl);
    assertThat(found.coordinates().get(0)).isCloseTo(2, within(1e-9));
    assertThat(found.coordinates().get(1)).isCloseTo(-1, within(1e-9));
    assertThat(found.evaluations()).isEqualTo(81 * 81);
    assertThat(new GridSearch(-4, 4, 81).evaluations(2)).isEqualTo(found.evaluations());
  }

  @Test
  void randomDirectionsAreAsLongAsTheWeightsAndPassThroughThem() {
    ErrorSurface around = ErrorSurface.of(network, new MeanSquaredError(), LINE).alongRandomDirections(2, 3);
    assertThat(around.at(0, 0)).isEqualTo(bowl.at(network.parameters().values()[0], network.parameters().values()[1]));
    assertThat(around.at(1, 0)).isNotEqualTo(around.at(0, 0));
    assertThat(ErrorSurface.of(network, new MeanSquaredError(), LINE).alongRandomDirections(2, 3).at(1, 0))
        .isEqualTo(around.at(1, 0));
  }

  @Test
  void refusesEmptyRangesAndMissingCoordinates() {
    assertThatThrownBy(() -> new GridSearch(1, 1, 5)).hasMessageContaining("expected at least 2 from a smaller");
    assertThatThrownBy(() -> bowl.at(1)).hasMessage("error surface: got 1 coordinates, expected 2");
  }
}
