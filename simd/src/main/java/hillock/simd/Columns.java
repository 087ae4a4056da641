package hillock.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Sums down the columns of matrices, rows ascending: four vectors of columns at a time stay in registers. */
final class Columns {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;
  private static final int STRIP = 4 * V;

  private Columns() {}

  static void sums(float[] x, int xo, int ldx, int rows, int columns, float[] sums, int so) {
    int j = 0;
    for (; j + STRIP <= columns; j += STRIP) {
      sumStrip(x, xo + j, ldx, rows, sums, so + j);
    }
    for (; j + V <= columns; j += V) {
      FloatVector sum = FloatVector.fromArray(S, sums, so + j);
      int row = xo + j;
      for (int r = 0; r < rows; r++, row += ldx) {
        sum = sum.add(FloatVector.fromArray(S, x, row));
      }
      sum.intoArray(sums, so + j);
    }
    if (j < columns) {
      VectorMask<Float> mask = S.indexInRange(j, columns);
      FloatVector sum = FloatVector.fromArray(S, sums, so + j, mask);
      int row = xo + j;
      for (int r = 0; r < rows; r++, row += ldx) {
        sum = sum.add(FloatVector.fromArray(S, x, row, mask));
      }
      sum.intoArray(sums, so + j, mask);
    }
  }

  private static void sumStrip(float[] x, int row, int ldx, int rows, float[] sums, int so) {
    FloatVector s0 = FloatVector.fromArray(S, sums, so);
    FloatVector s1 = FloatVector.fromArray(S, sums, so + V);
    FloatVector s2 = FloatVector.fromArray(S, sums, so + 2 * V);
    FloatVector s3 = FloatVector.fromArray(S, sums, so + 3 * V);
    for (int r = 0; r < rows; r++, row += ldx) {
      s0 = s0.add(FloatVector.fromArray(S, x, row));
      s1 = s1.add(FloatVector.fromArray(S, x, row + V));
      s2 = s2.add(FloatVector.fromArray(S, x, row + 2 * V));
      s3 = s3.add(FloatVector.fromArray(S, x, row + 3 * V));
    }
    s0.intoArray(sums, so);
    s1.intoArray(sums, so + V);
    s2.intoArray(sums, so + 2 * V);
    s3.intoArray(sums, so + 3 * V);
  }

  static void dots(
      float[] x, int xo, int ldx, float[] y, int yo, int ldy, int rows, int columns, float[] sums, int so) {
    int j = 0;
    for (; j + STRIP <= columns; j += STRIP) {
      dotStrip(x, xo + j, ldx, y, yo + j, ldy, rows, sums, so + j);
    }
    for (; j + V <= columns; j += V) {
      FloatVector sum = FloatVector.fromArray(S, sums, so + j);
      int xRow = xo + j;
      int yRow = yo + j;
      for (int r = 0; r < rows; r++, xRow += ldx, yRow += ldy) {
        sum = FloatVector.fromArray(S, x, xRow).fma(FloatVector.fromArray(S, y, yRow), sum);
      }
      sum.intoArray(sums, so + j);
    }
    if (j < columns) {
      VectorMask<Float> mask = S.indexInRange(j, columns);
      FloatVector sum = FloatVector.fromArray(S, sums, so + j, mask);
      int xRow = xo + j;
      int yRow = yo + j;
      for (int r = 0; r < rows; r++, xRow += ldx, yRow += ldy) {
        sum = FloatVector.fromArray(S, x, xRow, mask).fma(FloatVector.fromArray(S, y, yRow, mask), sum);
      }
      sum.intoArray(sums, so + j, mask);
    }
  }

  private static void dotStrip(
      float[] x, int xRow, int ldx, float[] y, int yRow, int ldy, int rows, float[] sums, int so) {
    FloatVector s0 = FloatVector.fromArray(S, sums, so);
    FloatVector s1 = FloatVector.fromArray(S, sums, so + V);
    FloatVector s2 = FloatVector.fromArray(S, sums, so + 2 * V);
    FloatVector s3 = FloatVector.fromArray(S, sums, so + 3 * V);
    for (int r = 0; r < rows; r++, xRow += ldx, yRow += ldy) {
      s0 = FloatVector.fromArray(S, x, xRow).fma(FloatVector.fromArray(S, y, yRow), s0);
      s1 = FloatVector.fromArray(S, x, xRow + V).fma(FloatVector.fromArray(S, y, yRow + V), s1);
      s2 = FloatVector.fromArray(S, x, xRow + 2 * V).fma(FloatVector.fromArray(S, y, yRow + 2 * V), s2);
      s3 = FloatVector.fromArray(S, x, xRow + 3 * V).fma(FloatVector.fromArray(S, y, yRow + 3 * V), s3);
    }
    s0.intoArray(sums, so);
    s1.intoArray(sums, so + V);
    s2.intoArray(sums, so + 2 * V);
    s3.intoArray(sums, so + 3 * V);
  }
}
