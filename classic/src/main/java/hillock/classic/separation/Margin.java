package hillock.classic.separation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far apart two separable classes are, and how many mistakes a perceptron that starts from 0 can make on them at
 * most: {@code (R/γ)²} (Block 1962; Novikoff 1962), with points x, the bias being the weight of a further input of 1,
 *
 * <pre>{@code
 * R = max_i |(x_i, 1)|      γ = max_w min_i ±w·(x_i, 1) / |w|
 * }</pre>
 *
 * <p>The hyperplane of the largest margin γ is perpendicular to the shortest vector of the convex hull of all ±(x, 1),
 * and γ is that vector's length. The rule of Mitchell, Dem'yanov and Malozemov (1974) finds it: as long as some point
 * lies nearer to the hyperplane than the vector is long, weight is moved to this point from the one that lies farthest.
 * What it has found at any time encloses γ: the margin of its hyperplane from below, the length of its vector from
 * above.
 *
 * @param weights of the separating hyperplane found
 * @param threshold θ: the neuron fires where {@code w·x ≥ θ}
 * @param radius R
 * @param least the margin that this hyperplane has, above 0
 * @param most no hyperplane has a margin larger than this
 */
public record Margin(List<Double> weights, double threshold, double radius, double least, double most) {
  /** Largest difference of the two bounds, relative to γ. */
  private static final double PRECISION = 1e-4;

  private static final int MOST_ROUNDS = 300_000;

  /** Copies the list. */
  public Margin {
    weights = List.copyOf(weights);
  }

  /**
   * Measures it.
   *
   * @param points row-major [firing.length, columns]
   * @param separator any neuron that does it, from {@link Separation#of}
   */
  public static Margin of(double[] points, int columns, boolean[] firing, Separable separator) {
    int n = firing.length;
    double[][] z = new double[n][columns + 1];
    for (int i = 0; i < n; i++) {
      int sign = firing[i] ? 1 : -1;
      for (int j = 0; j < columns; j++) {
        z[i][j] = sign * points[i * columns + j];
      }
      z[i][columns] = sign;
    }
    double[] known = new double[columns + 1];
    Arrays.setAll(known, j -> j < columns ? separator.weights().get(j) : -separator.threshold());
    double[] shortest = shortest(z);
    double[] w = margin(z, shortest) > margin(z, known) ? shortest : known;
    double radius = Arrays.stream(z).mapToDouble(Margin::length).max().orElse(0);
    List<Double> weights = Arrays.stream(w).limit(columns).boxed().toList();
    return new Margin(weights, -w[columns], radius, margin(z, w), length(shortest));
  }

  /** As above, for numbers as data sets hold them. */
  public static Margin of(float[] points, int columns, boolean[] firing, Separable separator) {
    double[] wide = new double[points.length];
    Arrays.setAll(wide, i -> points[i]);
    return of(wide, columns, firing, separator);
  }

  /** Most mistakes of a perceptron: {@code (R/γ)²}, with the margin of the hyperplane found for γ. */
  public double mistakeBound() {
    return radius * radius / (least * least);
  }

  private static double margin(double[][] z, double[] w) {
    return Arrays.stream(z).mapToDouble(point -> dot(point, w)).min().orElse(0) / length(w);
  }

  /** The shortest vector of the convex hull of the points, as nearly as the precision asks. */
  private static double[] shortest(double[][] z) {
    int n = z.length;
    double[] share = new double[n];
    share[0] = 1;
    double[] w = z[0].clone();
    double[] near = new double[n];
    Arrays.setAll(near, i -> dot(w, z[i]));
    double[] step = new double[w.length];
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int nearest = IntStream.range(0, n).reduce((a, b) -> near[b] < near[a] ? b : a).orElseThrow();
      int farthest =
          IntStream.range(0, n).filter(i -> share[i] > 0).reduce((a, b) -> near[b] > near[a] ? b : a).orElseThrow();
      double square = dot(w, w);
      if (near[nearest] >= (1 - PRECISION) * square) {
        break;
      }
      Arrays.setAll(step, j -> z[nearest][j] - z[farthest][j]);
      double moved = Math.min(share[farthest], (near[farthest] - near[nearest]) / dot(step, step));
      share[nearest] += moved;
      share[farthest] -= moved;
      for (int j = 0; j < w.length; j++) {
        w[j] += moved * step[j];
      }
      for (int i = 0; i < n; i++) {
        near[i] += moved * dot(step, z[i]);
      }
    }
    return w;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
