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

  static void softmax(float[] x, int xo, float[] y, int yo, int rows, int columns, float[] logSums, int lo) {
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
