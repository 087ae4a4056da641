package hillock.kernel;

import java.util.Arrays;

/**
 * The matrix product of {@link ScalarKernels}. B is copied row by row into a block of small arrays and C into row
 * arrays, so that the inner loops index every array from 0: only then does the JIT compiler turn them into vector code.
 * Four rows of C take four steps of k at a time; each element still sees its fused multiply-adds with k ascending.
 */
final class ScalarGemm {
  private static final int K_BLOCK = 256;
  private static final int N_BLOCK = 256;
  private static final ThreadLocal<ScalarGemm> BUFFERS = ThreadLocal.withInitial(ScalarGemm::new);

  private final float[][] panel = new float[K_BLOCK][N_BLOCK];
  private final float[][] rows = new float[4][N_BLOCK];
  private final float[] weights = new float[16];

  private ScalarGemm() {}

  static void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    if (m == 0 || n == 0) {
      return;
    }
    if (!accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
      }
    }
    ScalarGemm buffers = BUFFERS.get();
    int aRow = transposeA ? 1 : lda;
    int aStep = transposeA ? lda : 1;
    for (int j = 0; j < n; j += N_BLOCK) {
      int width = Math.min(N_BLOCK, n - j);
      for (int p = 0; p < k; p += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - p);
        buffers.copyB(transposeB, b, transposeB ? bOffset + j * ldb + p : bOffset + p * ldb + j, ldb, depth, width);
        buffers.block(m, width, depth, a, aOffset + p * aStep, aRow, aStep, c, cOffset + j, ldc);
      }
    }
  }

  private void copyB(boolean transposed, float[] b, int offset, int ldb, int depth, int width) {
    for (int p = 0; p < depth; p++) {
      if (!transposed) {
        System.arraycopy(b, offset + p * ldb, panel[p], 0, width);
        continue;
      }
      float[] row = panel[p];
      for (int j = 0; j < width; j++) {
        row[j] = b[offset + j * ldb + p];
      }
    }
  }

  private void block(
      int m, int width, int depth, float[] a, int aOffset, int aRow, int aStep, float[] c, int cOffset, int ldc) {
    int i = 0;
    for (; i + 4 <= m; i += 4) {
      loadC(4, width, c, cOffset + i * ldc, ldc);
      int p = 0;
      for (; p + 4 <= depth; p += 4) {
        for (int r = 0; r < 4; r++) {
          int from = aOffset + (i + r) * aRow + p * aStep;
          weights[4 * r] = a[from];
          weights[4 * r + 1] = a[from + aStep];
          weights[4 * r + 2] = a[from + 2 * aStep];
          weights[4 * r + 3] = a[from + 3 * aStep];
        }
        fourByFour(
            width, weights, rows[0], rows[1], rows[2], rows[3], panel[p], panel[p + 1], panel[p + 2], panel[p + 3]);
      }
      for (; p < depth; p++) {
        for (int r = 0; r < 4; r++) {
          oneByOne(width, a[aOffset + (i + r) * aRow + p * aStep], rows[r], panel[p]);
        }
      }
      storeC(4, width, c, cOffset + i * ldc, ldc);
    }
    for (; i < m; i++) {
      loadC(1, width, c, cOffset + i * ldc, ldc);
      int from = aOffset + i * aRow;
      int p = 0;
      for (; p + 4 <= depth; p += 4, from += 4 * aStep) {
        oneByFour(
            width,
            a[from],
            a[from + aStep],
            a[from + 2 * aStep],
            a[from + 3 * aStep],
            rows[0],
            panel[p],
            panel[p + 1],
            panel[p + 2],
            panel[p + 3]);
      }
      for (; p < depth; p++, from += aStep) {
        oneByOne(width, a[from], rows[0], panel[p]);
      }
      storeC(1, width, c, cOffset + i * ldc, ldc);
    }
  }

  private void loadC(int count, int width, float[] c, int offset, int ldc) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(c, offset + r * ldc, rows[r], 0, width);
    }
  }

  private void storeC(int count, int width, float[] c, int offset, int ldc) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(rows[r], 0, c, offset + r * ldc, width);
    }
  }

  private static void fourByFour(
      int n,
      float[] a,
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3) {
    // locals, because the compiler must assume that a store to c could change a
    float a00 = a[0], a01 = a[1], a02 = a[2], a03 = a[3];
    float a10 = a[4], a11 = a[5], a12 = a[6], a13 = a[7];
    float a20 = a[8], a21 = a[9], a22 = a[10], a23 = a[11];
    float a30 = a[12], a31 = a[13], a32 = a[14], a33 = a[15];
    for (int j = 0; j < n; j++) {
      float x0 = b0[j], x1 = b1[j], x2 = b2[j], x3 = b3[j];
      c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
      c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
      c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
      c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
    }
  }

  private static void oneByFour(
      int n, float a0, float a1, float a2, float a3, float[] c, float[] b0, float[] b1, float[] b2, float[] b3) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]))));
    }
  }

  private static void oneByOne(int n, float a, float[] c, float[] b) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a, b[j], c[j]);
    }
  }
}
