package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/**
 * A random orthogonal matrix times a gain: the rows (or the columns, when there are fewer of them) are orthogonal and
 * of length gain, so that signals neither grow nor fade through deep linear networks. Saxe, McClelland and Ganguli
 * 2014, arXiv:1312.6120.
 *
 * <p>All axes but the last count as rows. Normal vectors, made orthogonal one after the other (Gram and Schmidt), are
 * distributed uniformly over all orthogonal matrices. Each is cleaned twice, which keeps them orthogonal to rounding
 * error.
 *
 * @param gain length of the vectors, above 0; 1 by default
 */
public record Orthogonal(float gain) implements Initializer {
  /** Checks the range. */
  public Orthogonal {
    if (!(gain > 0) || Float.isInfinite(gain)) {
      throw new IllegalArgumentException("Orthogonal: got gain %s, expected above 0".formatted(gain));
    }
  }

  /** With gain 1. */
  public Orthogonal() {
    this(1f);
  }

  @Override
  public void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random) {
    int rows = shape.rows();
    int columns = shape.last();
    boolean wide = rows <= columns;
    int vectors = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    random.normals(w, offset, shape.size());
    double[][] q = new double[vectors][length];
    for (int v = 0; v < vectors; v++) {
      for (int i = 0; i < length; i++) {
        q[v][i] = w[offset + (wide ? v * columns + i : i * columns + v)];
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int u = 0; u < v; u++) {
          addMultiple(q[v], q[u], -dot(q[v], q[u]));
        }
      }
      double size = Math.sqrt(dot(q[v], q[v]));
      for (int i = 0; i < length; i++) {
        q[v][i] /= size;
        w[offset + (wide ? v * columns + i : i * columns + v)] = (float) (gain * q[v][i]);
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addMultiple(double[] a, double[] b, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }
}
