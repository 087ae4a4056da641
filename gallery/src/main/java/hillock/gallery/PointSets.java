package hillock.gallery;

import hillock.data.Column;
import hillock.data.Dataset;
import hillock.data.Table;
import hillock.io.EmbeddedSet;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Points with classes: random ones, and rows of the embedded sets as they were measured. */
final class PointSets {
  private static final long SEPARABLE = 0x504cL;

  /** Random points that lie nearer to the hyperplane are left out. */
  private static final double GAP = 0.02;

  private PointSets() {}

  /**
   * Points of the cube [-1, 1) with the side of a hyperplane as their class, none within 0.02 of it. The hyperplane has
   * a random direction and passes through a random point of the cube [-0.5, 0.5), so that both classes have points.
   */
  static Dataset separable(long seed, int set, int columns, int n) {
    float[] normal = new float[columns];
    new Randomness(seed, SEPARABLE, 3L * set).normals(normal, 0, columns);
    float[] through = new float[columns];
    new Randomness(seed, SEPARABLE, 3L * set + 2).uniforms(through, 0, columns);
    double length = 0;
    for (int j = 0; j < columns; j++) {
      length += (double) normal[j] * normal[j];
    }
    float[] uniform = new float[8 * n * columns];
    new Randomness(seed, SEPARABLE, 3L * set + 1).uniforms(uniform, 0, uniform.length);
    float[] x = new float[n * columns];
    int[] labels = new int[n];
    int rows = 0;
    for (int from = 0; rows < n; from += columns) {
      double side = 0;
      for (int j = 0; j < columns; j++) {
        x[rows * columns + j] = 2 * uniform[from + j] - 1;
        side += normal[j] * (x[rows * columns + j] - (through[j] - 0.5));
      }
      if (Math.abs(side) > GAP * Math.sqrt(length)) {
        labels[rows++] = side > 0 ? 1 : 0;
      }
    }
    return Dataset.of(Shape.of(columns), x).withLabels(labels, List.of("below", "above"));
  }

  /** The rows of these classes of an embedded set, or of all when none is named. */
  static Dataset embedded(String name, String... classes) {
    EmbeddedSet set = EmbeddedSet.find(name).orElseThrow();
    Table table = (Table) set.open().data();
    Column target = table.column(set.target());
    List<Column> inputs = table.columns().stream().filter(c -> !c.name().equals(set.target())).toList();
    List<String> wanted = classes.length == 0 ? set.classes() : List.of(classes);
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      if (wanted.contains(target.text(row))) {
        rows.add(row);
      }
    }
    float[] x = new float[rows.size() * inputs.size()];
    int[] labels = new int[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = wanted.indexOf(target.text(rows.get(i)));
      for (int j = 0; j < inputs.size(); j++) {
        x[i * inputs.size() + j] = (float) inputs.get(j).number(rows.get(i));
      }
    }
    return Dataset.of(Shape.of(inputs.size()), x).withLabels(labels, wanted);
  }
}
