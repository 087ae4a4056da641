package hillock.kernel;

import java.util.Arrays;

/** The gathering kernels of {@link ScalarKernels}. */
final class ScalarGather {
  /** Rows of A that are copied before they are multiplied. */
  private static final int ROWS = 64;

  private static final ThreadLocal<ScalarGather> BUFFERS = ThreadLocal.withInitial(ScalarGather::new);

  private float[] gathered = {};
  private float[] result = {};

  private ScalarGather() {}

  static void multiply(
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
    ScalarGather buffers = BUFFERS.get();
    buffers.gathered = atLeast(buffers.gathered, ROWS * k);
    buffers.result = atLeast(buffers.result, ROWS * n);
    for (int i = 0; i < m; i += ROWS) {
      int count = Math.min(ROWS, m - i);
      float[] x = buffers.gathered;
      float[] y = buffers.result;
      for (int r = 0; r < count; r++) {
        int from = aOffset + rows[rowsOffset + i + r];
        for (int p = 0; p < k; p++) {
          x[r * k + p] = a[from + steps[stepsOffset + p]];
        }
        if (accumulate) {
          System.arraycopy(c, cOffset + cRows[cRowsOffset + i + r], y, r * n, n);
        }
      }
      ScalarGemm.multiply(false, false, count, n, k, x, 0, k, b, bOffset, ldb, accumulate, y, 0, n);
      for (int r = 0; r < count; r++) {
        System.arraycopy(y, r * n, c, cOffset + cRows[cRowsOffset + i + r], n);
      }
    }
  }

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
    ScalarGather buffers = BUFFERS.get();
    buffers.result = atLeast(buffers.result, n);
    float[] y = buffers.result;
    for (int i = 0; i < m; i++) {
      int to = cOffset + cRows[cRowsOffset + i];
      if (accumulate) {
        System.arraycopy(c, to, y, 0, n);
      } else {
        Arrays.fill(y, 0, n, 0f);
      }
      for (int p = 0; p < k; p++) {
        int from = aOffset + rows[rowsOffset + i] + steps[stepsOffset + p];
        int with = bOffset + p * ldb;
        for (int j = 0; j < n; j++) {
          y[j] = Math.fma(a[from + j], b[with + j], y[j]);
        }
      }
      System.arraycopy(y, 0, c, to, n);
    }
  }

  static void max(int m, int n, int k, float[] x, int[] rows, int rowsOffset, int[] steps, float[] y, int yOffset) {
    for (int i = 0; i < m; i++) {
      int to = yOffset + i * n;
      Arrays.fill(y, to, to + n, Float.NEGATIVE_INFINITY);
      for (int p = 0; p < k; p++) {
        int from = rows[rowsOffset + i] + steps[p];
        for (int j = 0; j < n; j++) {
          y[to + j] = Math.max(y[to + j], x[from + j]);
        }
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
      for (int j = 0; j < n; j++) {
        int at = yOffset + i * n + j;
        boolean open = true;
        for (int p = 0; p < k; p++) {
          int from = rows[rowsOffset + i] + steps[p] + j;
          // asked this way round, a NaN takes the gradient too
          boolean takes = open && !(x[from] < y[at]);
          if (overwrite) {
            dx[from] = takes ? dy[at] : 0f;
          } else if (takes) {
            dx[from] += dy[at];
          }
          open &= !takes;
        }
      }
    }
  }

  private static float[] atLeast(float[] buffer, int size) {
    return buffer.length >= size ? buffer : new float[size];
  }
}
