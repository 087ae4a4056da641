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

  /** Strips of two vectors: with what is subtracted, more would leave the registers of narrow machines. */
  static void moments(
      float[] x, int xo, float[] a, float[] y, int yo, float[] b, int rows, int columns, float[] sums, int so) {
    int j = 0;
    for (; j + 2 * V <= columns; j += 2 * V) {
      momentStrip(x, xo + j, a, y, yo + j, b, j, rows, columns, sums, so + j);
    }
    for (; j < columns; j += V) {
      VectorMask<Float> mask = S.indexInRange(j, columns);
      FloatVector left = FloatVector.fromArray(S, a, j, mask);
      FloatVector right = FloatVector.fromArray(S, b, j, mask);
      FloatVector sum = FloatVector.zero(S);
      FloatVector dot = FloatVector.zero(S);
      for (int r = 0, at = j; r < rows; r++, at += columns) {
        FloatVector difference = FloatVector.fromArray(S, x, xo + at, mask).sub(left);
        sum = sum.add(difference);
        dot = difference.fma(FloatVector.fromArray(S, y, yo + at, mask).sub(right), dot);
      }
      sum.intoArray(sums, so + j, mask);
      dot.intoArray(sums, so + columns + j, mask);
    }
  }

  private static void momentStrip(
      float[] x, int xi, float[] a, float[] y, int yi, float[] b, int j, int rows, int columns, float[] sums, int so) {
    FloatVector left0 = FloatVector.fromArray(S, a, j);
    FloatVector left1 = FloatVector.fromArray(S, a, j + V);
    FloatVector right0 = FloatVector.fromArray(S, b, j);
    FloatVector right1 = FloatVector.fromArray(S, b, j + V);
    FloatVector sum0 = FloatVector.zero(S);
    FloatVector sum1 = FloatVector.zero(S);
    FloatVector dot0 = FloatVector.zero(S);
    FloatVector dot1 = FloatVector.zero(S);
    for (int r = 0; r < rows; r++, xi += columns, yi += columns) {
      FloatVector difference0 = FloatVector.fromArray(S, x, xi).sub(left0);
      FloatVector difference1 = FloatVector.fromArray(S, x, xi + V).sub(left1);
      sum0 = sum0.add(difference0);
      sum1 = sum1.add(difference1);
      dot0 = difference0.fma(FloatVector.fromArray(S, y, yi).sub(right0), dot0);
      dot1 = difference1.fma(FloatVector.fromArray(S, y, yi + V).sub(right1), dot1);
    }
    sum0.intoArray(sums, so);
    sum1.intoArray(sums, so + V);
    dot0.intoArray(sums, so + columns);
    dot1.intoArray(sums, so + columns + V);
  }
}
