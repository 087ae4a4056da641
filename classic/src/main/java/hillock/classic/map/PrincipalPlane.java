package hillock.classic.map;

import hillock.classic.pca.PrincipalComponents;
import hillock.data.Dataset;
import hillock.kernel.Engine;
import hillock.nn.Network;

/**
 * The prototypes lie evenly on the plane of the first two principal components, one standard deviation to each side of
 * the mean; the longer side of the grid follows the first component. A map that begins so needs no large radius to
 * unfold. Kohonen 1995, "Self-Organizing Maps", section 3.7.
 */
public record PrincipalPlane() implements Start {
  @Override
  public void fill(Network map, Dataset data) {
    Start.check(map, data);
    Grid grid = MapTraining.spec(map).grid();
    PrincipalComponents components = PrincipalComponents.of(data, Engine.single());
    boolean tall = grid.rows() >= grid.columns();
    int units = grid.units();
    float[] codebook = new float[map.input().size() * units];
    for (int u = 0; u < units; u++) {
      double down = place(u / grid.columns(), grid.rows());
      double across = place(u % grid.columns(), grid.columns());
      for (int j = 0; j < map.input().size(); j++) {
        codebook[j * units + u] =
            (float)
                (components.mean(j)
                    + (tall ? down : across) * spread(components, 0, j)
                    + (tall ? across : down) * spread(components, 1, j));
      }
    }
    map.parameters().at(0).set(codebook);
  }

  /** From -1 at the first to 1 at the last. */
  private static double place(int i, int n) {
    return n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
  }

  private static double spread(PrincipalComponents components, int k, int j) {
    return k < components.count() ? Math.sqrt(components.variance(k)) * components.direction(k)[j] : 0;
  }
}
