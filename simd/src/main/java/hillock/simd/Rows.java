package hillock.simd;

import hillock.kernel.FloatMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Loops over the rows of matrices. */
final class Rows {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /** Columns whose factors stay in registers from row to row, as rows of few channels are too short for loops. */
  private static final int STRIP = 2 * V;

  /** Elements that stay in the first level of the cache from one strip to the next. */
  private static final int BLOCK = 2048;

  /** Rows of a softmax that stay in the first level of the cache from one loop to the next. */
  private static final int NARROW_ROWS = 64;

  private Rows() {}

  static void add(float[] x, int xo, float[] b, int bo, float[] y, int yo, int rows, int columns) {
    int bound = S.loopBound(columns);
    VectorMask<Float> mask = S.indexInRange(bound, columns);
    for (int r = 0; r < rows; r++, xo += columns, yo += columns) {
      for (int j = 0; j < bound; j += V) {
        FloatVector.fromArray(S, x, xo + j).add(FloatVector.fromArray(S, b, bo + j)).intoArray(y, yo + j);
      }
      if (bound < columns) {
        FloatVector row = FloatVector.fromArray(S, x, xo + bound, mask);
        row.add(FloatVector.fromArray(S, b, bo + bound, mask)).intoArray(y, yo + bound, mask);
      }
    }
  }

  static void scaleShift(
      float[] x, int xo, float[] scale, int so, float[] shift, int to, float[] y, int yo, int rows, int columns) {
    int bound = S.loopBound(columns);
    VectorMask<Float> mask = S.indexInRange(bound, columns);
    for (int r = 0; r < rows; r++, xo += columns, yo += columns) {
      for (int j = 0; j < bound; j += V) {
        FloatVector factor = FloatVector.fromArray(S, scale, so + j);
        FloatVector.fromArray(S, x, xo + j).fma(factor, FloatVector.fromArray(S, shift, to + j)).intoArray(y, yo + j);
      }
      if (bound < columns) {
        FloatVector row = FloatVector.fromArray(S, x, xo + bound, mask);
        FloatVector factor = FloatVector.fromArray(S, scale, so + bound, mask);
        row.fma(factor, FloatVector.fromArray(S, shift, to + bound, mask)).intoArray(y, yo + bound, mask);
      }
    }
  }

  static void normalize(
      float[] x, int xo, float[] mean, float[] scale, float[] shift, float[] y, int yo, int rows, int columns) {
    int block = blockRows(columns);
    for (int r = 0; r < rows; r += block) {
      int count = Math.min(block, rows - r);
      int skip = r * columns;
      int j = 0;
      for (; j + STRIP <= columns; j += STRIP) {
        normalizeStrip(x, xo + skip + j, mean, scale, shift, j, y, yo + skip + j, count, columns);
      }
      for (; j < columns; j += V) {
        VectorMask<Float> mask = S.indexInRange(j, columns);
        FloatVector center = FloatVector.fromArray(S, mean, j, mask);
        FloatVector factor = FloatVector.fromArray(S, scale, j, mask);
        FloatVector term = FloatVector.fromArray(S, shift, j, mask);
        for (int i = skip + j, end = skip + count * columns; i < end; i += columns) {
          FloatVector.fromArray(S, x, xo + i, mask).sub(center).fma(factor, term).intoArray(y, yo + i, mask);
        }
      }
    }
  }

  private static void normalizeStrip(
      float[] x, int xi, float[] mean, float[] scale, float[] shift, int j, float[] y, int yi, int rows, int columns) {
    FloatVector center0 = FloatVector.fromArray(S, mean, j);
    FloatVector center1 = FloatVector.fromArray(S, mean, j + V);
    FloatVector factor0 = FloatVector.fromArray(S, scale, j);
    FloatVector factor1 = FloatVector.fromArray(S, scale, j + V);
    FloatVector term0 = FloatVector.fromArray(S, shift, j);
    FloatVector term1 = FloatVector.fromArray(S, shift, j + V);
    for (int r = 0; r < rows; r++, xi += columns, yi += columns) {
      FloatVector.fromArray(S, x, xi).sub(center0).fma(factor0, term0).intoArray(y, yi);
      FloatVector.fromArray(S, x, xi + V).sub(center1).fma(factor1, term1).intoArray(y, yi + V);
    }
  }

  static void mix(
      float[] x,
      int xo,
      float[] a,
      float[] z,
      int zo,
      float[] b,
      float[] c,
      boolean accumulate,
      float[] y,
      int yo,
      int rows,
      int columns) {
    int block = blockRows(columns);
    for (int r = 0; r < rows; r += block) {
      int count = Math.min(block, rows - r);
      int skip = r * columns;
      int j = 0;
      for (; j + STRIP <= columns; j += STRIP) {
        mixStrip(x, xo + skip + j, a, z, zo + skip + j, b, c, j, accumulate, y, yo + skip + j, count, columns);
      }
      for (; j < columns; j += V) {
        mixRest(x, xo + skip + j, a, z, zo + skip + j, b, c, j, accumulate, y, yo + skip + j, count, columns);
      }
    }
  }

  private static void mixStrip(
      float[] x,
      int xi,
      float[] a,
      float[] z,
      int zi,
      float[] b,
      float[] c,
      int j,
      boolean accumulate,
      float[] y,
      int yi,
      int rows,
      int columns) {
    FloatVector left0 = FloatVector.fromArray(S, a, j);
    FloatVector left1 = FloatVector.fromArray(S, a, j + V);
    FloatVector right0 = FloatVector.fromArray(S, b, j);
    FloatVector right1 = FloatVector.fromArray(S, b, j + V);
    FloatVector term0 = FloatVector.fromArray(S, c, j);
    FloatVector term1 = FloatVector.fromArray(S, c, j + V);
    for (int r = 0; r < rows; r++, xi += columns, zi += columns, yi += columns) {
      FloatVector mixed0 = FloatVector.fromArray(S, z, zi).fma(right0, term0);
      FloatVector mixed1 = FloatVector.fromArray(S, z, zi + V).fma(right1, term1);
      mixed0 = FloatVector.fromArray(S, x, xi).fma(left0, mixed0);
      mixed1 = FloatVector.fromArray(S, x, xi + V).fma(left1, mixed1);
      if (accumulate) {
        mixed0 = FloatVector.fromArray(S, y, yi).add(mixed0);
        mixed1 = FloatVector.fromArray(S, y, yi + V).add(mixed1);
      }
      mixed0.intoArray(y, yi);
      mixed1.intoArray(y, yi + V);
    }
  }

  private static void mixRest(
      float[] x,
      int xi,
      float[] a,
      float[] z,
      int zi,
      float[] b,
      float[] c,
      int j,
      boolean accumulate,
      float[] y,
      int yi,
      int rows,
      int columns) {
    VectorMask<Float> mask = S.indexInRange(j, columns);
    FloatVector left = FloatVector.fromArray(S, a, j, mask);
    FloatVector right = FloatVector.fromArray(S, b, j, mask);
    FloatVector term = FloatVector.fromArray(S, c, j, mask);
    for (int r = 0; r < rows; r++, xi += columns, zi += columns, yi += columns) {
      FloatVector mixed = FloatVector.fromArray(S, z, zi, mask).fma(right, term);
      mixed = FloatVector.fromArray(S, x, xi, mask).fma(left, mixed);
      mixed = accumulate ? FloatVector.fromArray(S, y, yi, mask).add(mixed) : mixed;
      mixed.intoArray(y, yi, mask);
    }
  }

  private static int blockRows(int columns) {
    return Math.max(1, BLOCK / Math.max(1, columns));
  }

  static void softmax(float[] x, int xo, float[] y, int yo, int rows, int columns, float[] logSums, int lo) {
    if (columns < V) {
      for (int r = 0; r < rows; r += NARROW_ROWS) {
        int count = Math.min(NARROW_ROWS, rows - r);
        narrowSoftmax(x, xo + r * columns, y, yo + r * columns, count, columns, logSums, lo + r);
      }
      return;
    }
    int bound = S.loopBound(columns);
    VectorMask<Float> mask = S.indexInRange(bound, columns);
    for (int r = 0; r < rows; r++, xo += columns, yo += columns) {
      float largest = max(x, xo, columns);
      for (int j = 0; j < bound; j += V) {
        FloatVector.fromArray(S, x, xo + j).sub(largest).intoArray(y, yo + j);
      }
      if (bound < columns) {
        FloatVector.fromArray(S, x, xo + bound, mask).sub(largest).intoArray(y, yo + bound, mask);
      }
      UnaryLoops.exp(y, yo, y, yo, columns);
      float total = Sums.sum(y, yo, columns);
      float scale = 1f / total;
      for (int j = 0; j < bound; j += V) {
        FloatVector.fromArray(S, y, yo + j).mul(scale).intoArray(y, yo + j);
      }
      if (bound < columns) {
        FloatVector.fromArray(S, y, yo + bound, mask).mul(scale).intoArray(y, yo + bound, mask);
      }
      if (logSums != null) {
        logSums[lo + r] = largest + FloatMath.log(total);
      }
    }
  }

  /** Rows shorter than a vector: the exponentials of all of them fill whole vectors. */
  private static void narrowSoftmax(
      float[] x, int xo, float[] y, int yo, int rows, int columns, float[] logSums, int lo) {
    for (int r = 0, at = 0; r < rows; r++, at += columns) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < columns; j++) {
        largest = Math.max(largest, x[xo + at + j]);
      }
      for (int j = 0; j < columns; j++) {
        y[yo + at + j] = x[xo + at + j] - largest;
      }
      if (logSums != null) {
        logSums[lo + r] = largest;
      }
    }
    UnaryLoops.exp(y, yo, y, yo, rows * columns);
    for (int r = 0, at = yo; r < rows; r++, at += columns) {
      float total = Sums.sum(y, at, columns);
      float scale = 1f / total;
      for (int j = 0; j < columns; j++) {
        y[at + j] *= scale;
      }
      if (logSums != null) {
        logSums[lo + r] += FloatMath.log(total);
      }
    }
  }

  static float max(float[] x, int xo, int n) {
    FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i < S.loopBound(n); i += V) {
      most = most.max(FloatVector.fromArray(S, x, xo + i));
    }
    if (i < n) {
      VectorMask<Float> mask = S.indexInRange(i, n);
      most = most.blend(most.max(FloatVector.fromArray(S, x, xo + i, mask)), mask);
    }
    return most.reduceLanes(VectorOperators.MAX);
  }
}
