package hillock.classic.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarginTest {
  @Test
  void ofTwoPointsIsHalfTheirDistanceAsSeenWithTheBias() {
    // (2, 1) and -(-2, 1): the shortest vector of their hull is (2, 0).
    double[] points = {2, -2};
    boolean[] firing = {true, false};
    Margin margin = Margin.of(points, 1, firing, new Separable(List.of(1.0), 1));
    assertThat(margin.least()).isCloseTo(2, within(1e-3));
    assertThat(margin.most()).isCloseTo(2, within(1e-3));
    assertThat(margin.radius()).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(margin.mistakeBound()).isCloseTo(5.0 / 4, within(1e-3));
  }

  @Test
  void enclosesTheLargestMarginOfAnd() {
    double[] square = {0, 0, 0, 1, 1, 0, 1, 1};
    boolean[] and = {false, false, false, true};
    Separable neuron = (Separable) Separation.of(square, 2, and);
    Margin margin = Margin.of(square, 2, and, neuron);
    // By hand: (2, 2, -3)·(1, 1, 1) = 1 and (2, 2, -3)·(0, 1, 1) = -1, and no support is slack but that of (0, 0).
    double byHand = 1 / Math.sqrt(17);
    assertThat(margin.least()).isLessThanOrEqualTo(byHand + 1e-12);
    assertThat(margin.most()).isGreaterThanOrEqualTo(byHand - 1e-12);
    assertThat(margin.most() - margin.least()).isLessThan(2e-4 * byHand);
    Separable found = new Separable(margin.weights(), margin.threshold());
    assertThat(found.proves(square, 2, and)).isTrue();
  }
}
