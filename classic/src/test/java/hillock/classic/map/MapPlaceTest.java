package hillock.classic.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.model.Model;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.tensor.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map that says where examples lie agrees with {@link FeatureMap}, which reads it. */
class MapPlaceTest {
  private static final int ROWS = 50;

  private static Dataset data() {
    float[] x = new float[ROWS * 6];
    new Randomness(3, 0, 0).normals(x, 0, x.length);
    return Dataset.of(Shape.of(2, 3), x);
  }

  private static float[] said(Network place) {
    float[] x = new float[ROWS * 6];
    for (int r = 0; r < ROWS; r++) {
      data().gather(r, x, r * 6);
    }
    return place.predict(x, ROWS);
  }

  @ParameterizedTest
  @CsvSource({"3, 5, HEXAGONAL", "4, 4, RECTANGULAR", "1, 1, HEXAGONAL"})
  void saysUnitDistanceAndFold(int rows, int columns, Lattice lattice) {
    SelfOrganizingMap spec = new SelfOrganizingMap(rows, columns, lattice);
    Network place = new MapPlace(spec).build(Shape.of(2, 3), 1);
    FeatureMap map = FeatureMap.of(Network.over(spec, Shape.of(2, 3), place.parameters().values()));
    float[] y = said(place);
    int[] best = map.bestUnits(data());
    double distance = 0;
    double folds = 0;
    for (int r = 0; r < ROWS; r++) {
      assertThat((y[4 * r] - 1) * columns + y[4 * r + 1] - 1).isEqualTo(best[r]);
      distance += y[4 * r + 2] / ROWS;
      folds += y[4 * r + 3] / ROWS;
    }
    assertThat(distance).isCloseTo(map.quantizationError(data()), within(1e-6));
    assertThat(folds).isCloseTo(map.topographicError(data()), within(1e-6));
  }

  @Test
  void aModelFileKeepsIt(@TempDir Path folder) {
    Network place = new MapPlace(new SelfOrganizingMap(3, 5)).build(Shape.of(2, 3), 1);
    Model.of(place, new Linear()).save(folder.resolve("place.hillock"));
    assertThat(said(Model.open(folder.resolve("place.hillock")).network())).isEqualTo(said(place));
  }
}
