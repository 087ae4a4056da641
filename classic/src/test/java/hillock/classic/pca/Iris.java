package hillock.classic.pca;

import hillock.data.Dataset;
import hillock.tensor.Shape;
import hillock.testing.RealData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Fisher's flowers, as they are and standardised. */
public final class Iris {
  public static final int FLOWERS = 150;
  public static final int FEATURES = 4;

  private Iris() {}

  /** Centimetres, and the kind: setosa 0, versicolor 1, virginica 2. */
  public static Dataset measured() {
    float[] x = new float[FLOWERS * FEATURES];
    int[] kinds = new int[FLOWERS];
    List<String> lines;
    try {
      lines = Files.readAllLines(RealData.file("tabular/iris.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int r = 0; r < FLOWERS; r++) {
      String[] cells = lines.get(r + 1).split(",");
      for (int j = 0; j < FEATURES; j++) {
        x[r * FEATURES + j] = Float.parseFloat(cells[j]);
      }
      kinds[r] = Integer.parseInt(cells[FEATURES]);
    }
    return Dataset.of(Shape.of(FEATURES), x).withLabels(kinds, List.of("setosa", "versicolor", "virginica"));
  }

  /** Each measure with mean 0 and deviation 1. */
  public static Dataset standardised() {
    Dataset data = measured();
    float[] x = new float[FLOWERS * FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      double mean = 0;
      for (int r = 0; r < FLOWERS; r++) {
        mean += data.row(r)[j] / (double) FLOWERS;
      }
      double squares = 0;
      for (int r = 0; r < FLOWERS; r++) {
        squares += (data.row(r)[j] - mean) * (data.row(r)[j] - mean);
      }
      double deviation = Math.sqrt(squares / FLOWERS);
      for (int r = 0; r < FLOWERS; r++) {
        x[r * FEATURES + j] = (float) ((data.row(r)[j] - mean) / deviation);
      }
    }
    return Dataset.of(Shape.of(FEATURES), x).withLabels(data.labels(), data.classNames());
  }
}
