package hillock.simd;

import hillock.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of blocks of A and B in the order in which the micro-kernels read them. B becomes panels of {@code 2V} columns
 * (the last one of V when that is enough), A panels of a few rows, both with k ascending. Surplus lanes hold junk or
 * zeros whose products are never stored.
 */
final class Packing {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /** Elements that a panel may write beyond its end. */
  static final int SLACK = 2 * V;

  private Packing() {}

  /**
   * Packs columns {@code from} to {@code columns} of a block of B into panels of {@link Kernels#PANEL}; the rest of the
   * last one stays as it is.
   */
  static void wide(float[] b, int bo, int ldb, int depth, int from, int columns, float[] y) {
    for (int j = from; j < columns; j += Kernels.PANEL) {
      int count = Math.min(Kernels.PANEL, columns - j);
      int to = (j - from) * depth;
      for (int k = 0; k < depth; k++, to += Kernels.PANEL) {
        int at = bo + k * ldb + j;
        if (count == Kernels.PANEL) {
          for (int i = 0; i < Kernels.PANEL; i += V) {
            FloatVector.fromArray(S, b, at + i).intoArray(y, to + i);
          }
        } else {
          System.arraycopy(b, at, y, to, count);
        }
      }
    }
  }

  /** Packs the first columns of a block of B: 2V of them, or as many as there are. */
  static void panel(boolean transposed, float[] b, int bo, int ldb, int depth, int columns, float[] y, int yo) {
    int width = columns <= V ? V : 2 * V;
    if (transposed) {
      transpose(b, bo, ldb, Math.min(V, columns), depth, y, yo, width);
      if (columns > V) {
        transpose(b, bo + V * ldb, ldb, Math.min(V, columns - V), depth, y, yo + V, width);
      }
    } else if (columns >= 2 * V) {
      copy(b, bo, ldb, depth, y, yo);
    } else {
      copyEdge(b, bo, ldb, depth, columns, y, yo);
    }
  }

  private static void copy(float[] x, int xo, int ldx, int depth, float[] y, int yo) {
    for (int k = 0; k < depth; k++, xo += ldx, yo += 2 * V) {
      FloatVector first = FloatVector.fromArray(S, x, xo);
      FloatVector second = FloatVector.fromArray(S, x, xo + V);
      first.intoArray(y, yo);
      second.intoArray(y, yo + V);
    }
  }

  private static void copyEdge(float[] x, int xo, int ldx, int depth, int columns, float[] y, int yo) {
    int width = columns > V ? 2 * V : V;
    for (int k = 0; k < depth; k++) {
      System.arraycopy(x, xo + k * ldx, y, yo + k * width, columns);
    }
  }

  /** Packs the rows of a block of A into panels of {@link Gemm#tileRows} rows. */
  static void a(boolean transposed, float[] a, int ao, int lda, int depth, int rows, float[] y) {
    if (transposed) {
      transposedA(a, ao, lda, depth, rows, y);
      return;
    }
    int count;
    for (int i = 0; i < rows; i += count) {
      count = Gemm.tileRows(rows - i);
      transpose(a, ao + i * lda, lda, count, depth, y, i * depth, count);
    }
  }

  /**
   * Row by row of the array, which holds Aᵀ: along its columns each read would fall into the same few sets of the
   * cache. Whole vectors are written where the next rows overwrite what they have too much.
   */
  private static void transposedA(float[] a, int ao, int lda, int depth, int rows, float[] y) {
    for (int k = 0; k < depth; k++) {
      int from = ao + k * lda;
      int count;
      for (int i = 0; i < rows; i += count) {
        count = Gemm.tileRows(rows - i);
        int to = i * depth + k * count;
        if ((depth - k) * count >= V && from + i + V <= a.length) {
          FloatVector.fromArray(S, a, from + i).intoArray(y, to);
        } else {
          System.arraycopy(a, from + i, y, to, count);
        }
      }
    }
  }

  /** {@code y[yo + k*ldy + i] = x[xo + i*ldx + k]} for i below rows, at most V; see {@link Transpose16#blocks}. */
  static void transpose(float[] x, int xo, int ldx, int rows, int depth, float[] y, int yo, int ldy) {
    int k =
        switch (V) {
          case 16 -> Transpose16.blocks(x, xo, ldx, rows, depth, y, yo, ldy);
          case 8 -> Transpose8.blocks(x, xo, ldx, rows, depth, y, yo, ldy);
          default -> Transpose4.blocks(x, xo, ldx, rows, depth, y, yo, ldy);
        };
    for (; k < depth; k++) {
      for (int i = 0; i < rows; i++) {
        y[yo + k * ldy + i] = x[xo + i * ldx + k];
      }
    }
  }
}
