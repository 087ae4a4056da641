package hillock.gallery.picture;

import java.awt.Color;
import java.util.Arrays;

/**
 * Heights over a rectangle, for {@link ContourMap} and {@link SurfacePlot}.
 *
 * @param x ascending, at least 2
 * @param y ascending, at least 2
 * @param z [y.length][x.length], finite
 */
record Relief(double[] x, double[] y, double[][] z) {
  private static final Color LOW = new Color(255, 255, 245);
  private static final Color HIGH = new Color(120, 160, 205);

  Relief {
    boolean fits = x.length >= 2 && y.length >= 2 && z.length == y.length;
    for (double[] row : z) {
      fits &= row.length == x.length && Arrays.stream(row).allMatch(Double::isFinite);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "relief: got %d by %d places and %d rows of heights, expected at least 2 by 2, and a finite height for each"
              .formatted(x.length, y.length, z.length));
    }
  }

  /** Heights with equal shares of the area between them. */
  double[] levels(int count) {
    double[] sorted = Arrays.stream(z).flatMapToDouble(Arrays::stream).sorted().toArray();
    double[] levels = new double[count];
    Arrays.setAll(levels, i -> sorted[(int) ((i + 0.5) / count * (sorted.length - 1))]);
    return levels;
  }

  /** Light for low and dark for high, by the share of the area that is lower. */
  Color colour(double height, double[] levels) {
    int place = Arrays.binarySearch(levels, height);
    double share = (place < 0 ? -place - 1 : place) / (double) levels.length;
    return new Color(
        mixed(LOW.getRed(), HIGH.getRed(), share),
        mixed(LOW.getGreen(), HIGH.getGreen(), share),
        mixed(LOW.getBlue(), HIGH.getBlue(), share));
  }

  private static int mixed(int a, int b, double share) {
    return (int) Math.round(a + share * (b - a));
  }

  double least() {
    return Arrays.stream(z).flatMapToDouble(Arrays::stream).min().orElse(0);
  }

  double most() {
    return Arrays.stream(z).flatMapToDouble(Arrays::stream).max().orElse(1);
  }

  /** The height at any place within, between its four neighbours; that of the border outside. */
  double at(double px, double py) {
    int i = cell(x, px);
    int j = cell(y, py);
    double u = Math.clamp((px - x[i]) / (x[i + 1] - x[i]), 0, 1);
    double v = Math.clamp((py - y[j]) / (y[j + 1] - y[j]), 0, 1);
    return (1 - v) * ((1 - u) * z[j][i] + u * z[j][i + 1]) + v * ((1 - u) * z[j + 1][i] + u * z[j + 1][i + 1]);
  }

  private static int cell(double[] axis, double value) {
    int place = Arrays.binarySearch(axis, value);
    return Math.clamp(place < 0 ? -place - 2 : place, 0, axis.length - 2);
  }

  boolean holds(double px, double py) {
    return px >= x[0] && px <= x[x.length - 1] && py >= y[0] && py <= y[y.length - 1];
  }
}
