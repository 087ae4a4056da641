package hillock.gallery;

import hillock.data.Dataset;
import hillock.nn.Network;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two spirals of three turns, one inside the other: 97 points each, by the formula of Lang and Witbrock 1988, and
 * pictures of what a network makes of the plane that they lie in.
 */
final class TwoSpirals {
  /** Points of both spirals. */
  static final int POINTS = 194;

  private static final double RADIUS = 6.5;
  private static final int SIDE = 120; // pixels of a picture
  private static final float[] FIRST = {0.55f, 0.75f, 0.95f};
  private static final float[] SECOND = {0.98f, 0.78f, 0.55f};

  private TwoSpirals() {}

  /** The points, labelled with their spiral. */
  static Dataset points() {
    return along(IntStream.rangeClosed(0, 96).mapToDouble(i -> i).toArray());
  }

  /** Three points between each two neighbours of a spiral. */
  static Dataset between() {
    return along(IntStream.range(0, 4 * 96).filter(i -> i % 4 != 0).mapToDouble(i -> i / 4.0).toArray());
  }

  private static Dataset along(double[] places) {
    float[] x = new float[4 * places.length];
    int[] labels = new int[2 * places.length];
    for (int k = 0; k < places.length; k++) {
      double angle = places[k] * Math.PI / 16;
      double radius = RADIUS * (104 - places[k]) / 104;
      x[4 * k] = (float) (radius * StrictMath.sin(angle));
      x[4 * k + 1] = (float) (radius * StrictMath.cos(angle));
      x[4 * k + 2] = -x[4 * k];
      x[4 * k + 3] = -x[4 * k + 1];
      labels[2 * k] = 1;
    }
    return Dataset.of(Shape.of(2), x).withLabels(labels, List.of("spiral B", "spiral A"));
  }

  /** Share of the points that a network with one output, a logit, takes for the right spiral. */
  static double accuracy(Network network, Dataset points) {
    float[] y = network.predict(inputs(points), points.size());
    return IntStream.range(0, points.size()).filter(i -> (y[i] > 0) == (points.labels()[i] == 1)).count()
        / (double) points.size();
  }

  /** The plane in the colours of a network's decisions, with the points; {@link #side()} squared, three channels. */
  static float[] picture(Network network) {
    float[] grid = new float[2 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      grid[2 * i] = place(i % SIDE);
      grid[2 * i + 1] = place(SIDE - 1 - i / SIDE);
    }
    float[] y = network.predict(grid, SIDE * SIDE);
    float[] pixels = new float[3 * SIDE * SIDE];
    for (int i = 0; i < y.length; i++) {
      System.arraycopy(y[i] > 0 ? FIRST : SECOND, 0, pixels, 3 * i, 3);
    }
    Dataset points = points();
    List<float[]> marks = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      marks.add(points.row(i));
    }
    for (int i = 0; i < marks.size(); i++) {
      int column = pixel(marks.get(i)[0]);
      int row = SIDE - 1 - pixel(marks.get(i)[1]);
      for (int k = 0; k < 4; k++) { // 2 by 2 pixels: blue-black of one, red-brown of the other
        int at = 3 * ((row + k / 2) * SIDE + column + k % 2);
        boolean first = points.labels()[i] == 1;
        pixels[at] = first ? 0f : 0.6f;
        pixels[at + 1] = first ? 0.15f : 0.2f;
        pixels[at + 2] = first ? 0.5f : 0f;
      }
    }
    pixels[0] = pixels[1] = pixels[2] = 1; // image grids spread what they draw from black to white
    pixels[3] = pixels[4] = pixels[5] = 0;
    return pixels;
  }

  /** Pixels along a side of {@link #picture}. */
  static int side() {
    return SIDE;
  }

  private static float place(int pixel) {
    return (float) (7 * (2 * (pixel + 0.5) / SIDE - 1));
  }

  private static int pixel(float place) {
    return (int) ((place / 7 + 1) / 2 * SIDE);
  }

  /** All values of a data set, row by row. */
  static float[] inputs(Dataset data) {
    float[] x = new float[2 * data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.gather(i, x, 2 * i);
    }
    return x;
  }
}
