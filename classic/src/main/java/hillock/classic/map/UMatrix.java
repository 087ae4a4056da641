package hillock.classic.map;

import java.util.Arrays;

/**
 * The distances between the prototypes of neighbouring units, seen as heights: clusters are valleys, and what parts
 * them are ridges. Ultsch and Siemon 1990, "Kohonen's self organizing feature maps for exploratory data analysis".
 */
public final class UMatrix {
  private final Grid grid;
  private final float[][] prototypes;

  UMatrix(Grid grid, float[][] prototypes) {
    this.grid = grid;
    this.prototypes = prototypes;
  }

  /** Height between two units: the distance of their prototypes. */
  public double between(int a, int b) {
    double sum = 0;
    for (int j = 0; j < prototypes[a].length; j++) {
      double d = (double) prototypes[a][j] - prototypes[b][j];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /** Height of each unit: the mean distance to its neighbours, [units]. */
  public double[] heights() {
    double[] heights = new double[grid.units()];
    Arrays.setAll(heights, u -> grid.neighbours(u).stream().mapToDouble(v -> between(u, v)).average().orElse(0));
    return heights;
  }

  /**
   * For each unit the height of the lowest pass on the way to it: of all paths from neighbour to neighbour, the least
   * largest height between two units of the path. 0 for the unit itself.
   */
  public double[] lowestPasses(int from) {
    double[] pass = new double[grid.units()];
    Arrays.fill(pass, Double.POSITIVE_INFINITY);
    pass[from] = 0;
    boolean[] done = new boolean[pass.length];
    for (int round = 0; round < pass.length; round++) {
      int lowest = -1;
      for (int u = 0; u < pass.length; u++) {
        lowest = !done[u] && (lowest < 0 || pass[u] < pass[lowest]) ? u : lowest;
      }
      done[lowest] = true;
      for (int v : grid.neighbours(lowest)) {
        pass[v] = Math.min(pass[v], Math.max(pass[lowest], between(lowest, v)));
      }
    }
    return pass;
  }
}
