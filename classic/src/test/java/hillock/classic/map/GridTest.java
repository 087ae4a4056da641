package hillock.classic.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GridTest {
  @ParameterizedTest
  @EnumSource(Lattice.class)
  void neighboursAreTheUnitsAtDistanceOne(Lattice lattice) {
    for (int rows = 1; rows <= 5; rows++) {
      for (int columns = 1; columns <= 4; columns++) {
        Grid grid = new Grid(rows, columns, lattice);
        for (int a = 0; a < grid.units(); a++) {
          List<Integer> near = new ArrayList<>();
          for (int b = 0; b < grid.units(); b++) {
            if (a != b && Math.abs(grid.squaredDistance(a, b) - 1) < 1e-9) {
              near.add(b);
            }
            assertThat(grid.squaredDistance(a, b)).isEqualTo(grid.squaredDistance(b, a));
          }
          assertThat(grid.neighbours(a)).as("%s of %s", a, grid).isEqualTo(near);
        }
      }
    }
  }

  @Test
  void anInnerUnitHasFourNeighboursInRowsAndSixInAHoneycomb() {
    assertThat(new Grid(5, 5, Lattice.RECTANGULAR).neighbours(12)).containsExactly(7, 11, 13, 17);
    assertThat(new Grid(5, 5, Lattice.HEXAGONAL).neighbours(12)).containsExactly(6, 7, 11, 13, 16, 17);
    assertThat(new Grid(5, 5, Lattice.HEXAGONAL).neighbours(7)).containsExactly(2, 3, 6, 8, 12, 13);
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SelfOrganizingMap(0, 3))
        .hasMessage("map: got 0 rows of 3 units, expected at least 1 of each and at most 1048576 units");
    assertThatThrownBy(() -> new Grid(2000, 2000, Lattice.RECTANGULAR)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theUsualSizeIsFiveTimesTheRootOfTheExamples() {
    assertThat(SelfOrganizingMap.forExamples(150).grid().units()).isBetween(55, 68);
    assertThat(SelfOrganizingMap.forExamples(1).grid().units()).isBetween(4, 6);
    assertThat(SelfOrganizingMap.forExamples(10_000).grid().units()).isBetween(480, 520);
  }

  @ParameterizedTest
  @EnumSource(Neighbourhood.class)
  void aNeighbourhoodIsOneAtTheUnitAndFallsWithDistance(Neighbourhood neighbourhood) {
    double radius = 2.5;
    assertThat(neighbourhood.at(0, radius)).isEqualTo(1f);
    for (int i = 1; i < 60; i++) {
      double near = (i - 1) * 0.1;
      double far = i * 0.1;
      assertThat(neighbourhood.at(far * far, radius)).isBetween(0f, neighbourhood.at(near * near, radius));
    }
    boolean endless = neighbourhood == Neighbourhood.GAUSSIAN;
    assertThat(neighbourhood.at(2.6 * 2.6, radius) > 0).isEqualTo(endless);
  }

  @Test
  void theGaussianIsOfWidthRadius() {
    assertThat((double) Neighbourhood.GAUSSIAN.at(9, 3)).isCloseTo(Math.exp(-0.5), within(1e-7));
    assertThat((double) Neighbourhood.EPANECHNIKOV.at(4, 4)).isCloseTo(0.75, within(1e-7));
  }

  @Test
  void settingsFallFromTheFirstValueToTheLast() {
    assertThat(Decay.linear(5, 1).at(0)).isEqualTo(5);
    assertThat(Decay.linear(5, 1).at(0.5)).isEqualTo(3);
    assertThat(Decay.linear(5, 1).at(1)).isEqualTo(1);
    assertThat(Decay.exponential(8, 2).at(0.5)).isCloseTo(4, within(1e-5));
    assertThat(Decay.exponential(8, 2).at(1)).isCloseTo(2, within(1e-5));
    assertThatThrownBy(() -> Decay.linear(0, 1)).hasMessage("decay: got from 0.0 to 1.0, expected both above 0");
  }
}
