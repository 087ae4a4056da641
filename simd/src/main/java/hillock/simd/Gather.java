package hillock.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The gathering kernels without a product of matrices: vectors run along the columns, which lie side by side. */
final class Gather {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  private Gather() {}

  static void dots(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int[] rows,
      int rowsOffset,
      int[] steps,
      int stepsOffset,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int[] cRows,
      int cRowsOffset) {
    for (int i = 0; i < m; i++) {
      int row = aOffset + rows[rowsOffset + i];
      int to = cOffset + cRows[cRowsOffset + i];
      int j = 0;
      for (; j + 2 * V <= n; j += 2 * V) {
        FloatVector v0 = accumulate ? FloatVector.fromArray(S, c, to + j) : FloatVector.zero(S);
        FloatVector v1 = accumulate ? FloatVector.fromArray(S, c, to + j + V) : FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
          int from = row + steps[stepsOffset + p] + j;
          int with = bOffset + p * ldb + j;
          v0 = FloatVector.fromArray(S, a, from).fma(FloatVector.fromArray(S, b, with), v0);
          v1 = FloatVector.fromArray(S, a, from + V).fma(FloatVector.fromArray(S, b, with + V), v1);
        }
        v0.intoArray(c, to + j);
        v1.intoArray(c, to + j + V);
      }
      for (; j < n; j += V) {
        VectorMask<Float> mask = S.indexInRange(j, n);
        FloatVector v = accumulate ? FloatVector.fromArray(S, c, to + j, mask) : FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
          int from = row + steps[stepsOffset + p] + j;
          int with = bOffset + p * ldb + j;
          v = FloatVector.fromArray(S, a, from, mask).fma(FloatVector.fromArray(S, b, with, mask), v);
        }
        v.intoArray(c, to + j, mask);
      }
    }
  }

  static void max(int m, int n, int k, float[] x, int[] rows, int rowsOffset, int[] steps, float[] y, int yOffset) {
    for (int i = 0; i < m; i++) {
      int row = rows[rowsOffset + i];
      int to = yOffset + i * n;
      int j = 0;
      for (; j + V <= n; j += V) {
        FloatVector v = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int p = 0; p < k; p++) {
          v = v.max(FloatVector.fromArray(S, x, row + steps[p] + j));
        }
        v.intoArray(y, to + j);
      }
      if (j < n) {
        VectorMask<Float> mask = S.indexInRange(j, n);
        FloatVector v = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int p = 0; p < k; p++) {
          v = v.max(FloatVector.fromArray(S, x, row + steps[p] + j, mask));
        }
        v.intoArray(y, to + j, mask);
      }
    }
  }

  static void maxGradient(
      int m,
      int n,
      int k,
      float[] x,
      int[] rows,
      int rowsOffset,
      int[] steps,
      float[] y,
      float[] dy,
      int yOffset,
      boolean overwrite,
      float[] dx) {
    for (int i = 0; i < m; i++) {
      int row = rows[rowsOffset + i];
      int at = yOffset + i * n;
      for (int j = 0; j < n; j += V) {
        VectorMask<Float> inside = S.indexInRange(j, n);
        FloatVector largest = FloatVector.fromArray(S, y, at + j, inside);
        FloatVector given = FloatVector.fromArray(S, dy, at + j, inside);
        VectorMask<Float> open = inside;
        for (int p = 0; p < k; p++) {
          int from = row + steps[p] + j;
          VectorMask<Float> smaller = FloatVector.fromArray(S, x, from, inside).compare(VectorOperators.LT, largest);
          VectorMask<Float> takes = open.andNot(smaller);
          if (overwrite) {
            FloatVector.zero(S).blend(given, takes).intoArray(dx, from, inside);
          } else {
            FloatVector.fromArray(S, dx, from, takes).add(given).intoArray(dx, from, takes);
          }
          open = open.and(smaller);
        }
      }
    }
  }
}
