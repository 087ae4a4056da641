package hillock.classic.map;

import hillock.data.Dataset;
import hillock.nn.Network;
import java.util.Arrays;

/** What can be read from a {@link SelfOrganizingMap} that has learned; sees later changes of its prototypes. */
public final class FeatureMap {
  private final Network map;
  private final Grid grid;
  private final int inputs;
  private final int units;

  private FeatureMap(Network map) {
    this.map = map;
    grid = MapTraining.spec(map).grid();
    inputs = map.input().size();
    units = grid.units();
  }

  /** Of a network built from a {@link SelfOrganizingMap}. */
  public static FeatureMap of(Network map) {
    return new FeatureMap(map);
  }

  /** Where the units lie. */
  public Grid grid() {
    return grid;
  }

  /** What a unit stands for, [inputs]. */
  public float[] prototype(int unit) {
    float[] m = new float[inputs];
    for (int j = 0; j < inputs; j++) {
      m[j] = codebook(j, unit);
    }
    return m;
  }

  /** One input of all prototypes, [units]: where on the map it is small and where large. */
  public double[] componentPlane(int input) {
    double[] plane = new double[units];
    Arrays.setAll(plane, u -> codebook(input, u));
    return plane;
  }

  private float codebook(int input, int unit) {
    return map.parameters().at(0).array()[map.parameters().at(0).offset() + input * units + unit];
  }

  /** Distances between neighbours. */
  public UMatrix uMatrix() {
    float[][] prototypes = new float[units][];
    Arrays.setAll(prototypes, this::prototype);
    return new UMatrix(grid, prototypes);
  }

  /** The unit with the nearest prototype, for each sample; of several that are equally near the first. */
  public int[] bestUnits(Dataset data) {
    int[] best = new int[data.size()];
    matches(data, (row, match) -> best[row] = match.first());
    return best;
  }

  /** How many samples match each unit best, [units]. */
  public int[] hits(Dataset data) {
    int[] hits = new int[units];
    matches(data, (row, match) -> hits[match.first()]++);
    return hits;
  }

  /** Mean distance of a sample to the nearest prototype. */
  public double quantizationError(Dataset data) {
    double[] sum = {0};
    matches(data, (row, match) -> sum[0] += Math.sqrt(match.distance()));
    return sum[0] / data.size();
  }

  /**
   * Share of the samples whose two nearest prototypes are not those of neighbours: where the map is folded. Kiviluoto
   * 1996, "Topology preservation in self-organizing maps".
   */
  public double topographicError(Dataset data) {
    int[] torn = {0};
    matches(data, (row, match) -> torn[0] += match.folded(grid) ? 1 : 0);
    return (double) torn[0] / data.size();
  }

  private interface Visitor {
    void see(int row, Match match);
  }

  private void matches(Dataset data, Visitor visitor) {
    Start.check(map, data);
    float[] codebook = map.parameters().at(0).array();
    float[] distances = new float[units];
    for (int row = 0; row < data.size(); row++) {
      SquaredDistances.row(data.row(row), 0, codebook, map.parameters().at(0).offset(), inputs, units, distances, 0);
      visitor.see(row, Match.of(distances, 0, units));
    }
  }
}
