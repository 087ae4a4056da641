package hillock.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums in the order that {@link hillock.kernel.Kernels} defines: sixteen lanes in one, two or four accumulators. At the
 * end of the array, lanes without an element keep what they have; adding zero instead would turn -0 into +0.
 */
final class Reductions {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;
  private static final int STEP = 16;

  private Reductions() {}

  static float sum(float[] x, int xo, int n) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - STEP; i += STEP) {
      s0 = s0.add(FloatVector.fromArray(S, x, xo + i));
      if (V < 16) {
        s1 = s1.add(FloatVector.fromArray(S, x, xo + i + V));
      }
      if (V < 8) {
        s2 = s2.add(FloatVector.fromArray(S, x, xo + i + 2 * V));
        s3 = s3.add(FloatVector.fromArray(S, x, xo + i + 3 * V));
      }
    }
    if (i < n) {
      s0 = plus(s0, x, xo + i, n - i);
      if (V < 16) {
        s1 = plus(s1, x, xo + i + V, n - i - V);
      }
      if (V < 8) {
        s2 = plus(s2, x, xo + i + 2 * V, n - i - 2 * V);
        s3 = plus(s3, x, xo + i + 3 * V, n - i - 3 * V);
      }
    }
    return Lanes.total(s0, s1, s2, s3);
  }

  private static FloatVector plus(FloatVector sum, float[] x, int xo, int count) {
    if (count <= 0) {
      return sum;
    }
    VectorMask<Float> mask = S.indexInRange(0, count);
    return sum.add(FloatVector.fromArray(S, x, xo, mask), mask);
  }

  static float sumOfSquares(float[] x, int xo, int n, float center) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - STEP; i += STEP) {
      FloatVector d0 = FloatVector.fromArray(S, x, xo + i).sub(center);
      s0 = d0.fma(d0, s0);
      if (V < 16) {
        FloatVector d1 = FloatVector.fromArray(S, x, xo + i + V).sub(center);
        s1 = d1.fma(d1, s1);
      }
      if (V < 8) {
        FloatVector d2 = FloatVector.fromArray(S, x, xo + i + 2 * V).sub(center);
        FloatVector d3 = FloatVector.fromArray(S, x, xo + i + 3 * V).sub(center);
        s2 = d2.fma(d2, s2);
        s3 = d3.fma(d3, s3);
      }
    }
    if (i < n) {
      s0 = plusSquare(s0, x, xo + i, n - i, center);
      if (V < 16) {
        s1 = plusSquare(s1, x, xo + i + V, n - i - V, center);
      }
      if (V < 8) {
        s2 = plusSquare(s2, x, xo + i + 2 * V, n - i - 2 * V, center);
        s3 = plusSquare(s3, x, xo + i + 3 * V, n - i - 3 * V, center);
      }
    }
    return Lanes.total(s0, s1, s2, s3);
  }

  private static FloatVector plusSquare(FloatVector sum, float[] x, int xo, int count, float center) {
    if (count <= 0) {
      return sum;
    }
    VectorMask<Float> mask = S.indexInRange(0, count);
    FloatVector d = FloatVector.fromArray(S, x, xo, mask).sub(center);
    return sum.blend(d.fma(d, sum), mask);
  }

  static float dot(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - STEP; i += STEP) {
      s0 = FloatVector.fromArray(S, x, xo + i).fma(FloatVector.fromArray(S, y, yo + i), s0);
      if (V < 16) {
        s1 = FloatVector.fromArray(S, x, xo + i + V).fma(FloatVector.fromArray(S, y, yo + i + V), s1);
      }
      if (V < 8) {
        s2 = FloatVector.fromArray(S, x, xo + i + 2 * V).fma(FloatVector.fromArray(S, y, yo + i + 2 * V), s2);
        s3 = FloatVector.fromArray(S, x, xo + i + 3 * V).fma(FloatVector.fromArray(S, y, yo + i + 3 * V), s3);
      }
    }
    if (i < n) {
      s0 = plusProduct(s0, x, xo + i, y, yo + i, n - i);
      if (V < 16) {
        s1 = plusProduct(s1, x, xo + i + V, y, yo + i + V, n - i - V);
      }
      if (V < 8) {
        s2 = plusProduct(s2, x, xo + i + 2 * V, y, yo + i + 2 * V, n - i - 2 * V);
        s3 = plusProduct(s3, x, xo + i + 3 * V, y, yo + i + 3 * V, n - i - 3 * V);
      }
    }
    return Lanes.total(s0, s1, s2, s3);
  }

  private static FloatVector plusProduct(FloatVector sum, float[] x, int xo, float[] y, int yo, int count) {
    if (count <= 0) {
      return sum;
    }
    VectorMask<Float> mask = S.indexInRange(0, count);
    FloatVector product = FloatVector.fromArray(S, x, xo, mask).fma(FloatVector.fromArray(S, y, yo, mask), sum);
    return sum.blend(product, mask);
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
