package hillock.simd;

import java.util.Arrays;

/**
 * Matrix product in blocks, after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008: a
 * panel of B stays in the second-level cache while rows of A stream past it, and a tile of C stays in registers.
 *
 * <p>Two things differ from the usual. Every tile starts from what is in C, so that cutting k into blocks leaves the
 * one chain of fused multiply-adds per element whole. And operands are packed only where that pays, which for the sizes
 * of neural networks is seldom: the limits below were measured.
 */
final class Gemm {
  private static final int V = Lanes.COUNT;

  /** Columns of a tile: two vectors. */
  static final int NR = 2 * V;

  /**
   * Rows of a tile: as many as the registers hold (32 of 512 bits; with 16 registers the JIT compiler spills above 4).
   */
  static final int MR = V == 16 ? 12 : 4;

  private static final int K_BLOCK = 256;

  /** The same where B is read where it lies. */
  private static final int DIRECT_K_BLOCK = 1024;

  private static final int M_BLOCK = 120;
  private static final int N_BLOCK = 2048;

  /** Up to this many rows, reading B where it lies is cheaper than packing it. */
  private static final int DIRECT_B_ROWS = 24;

  /** The same when the rows of B are close together. */
  private static final int DIRECT_B_ROWS_NEAR = 192;

  private static final int NEAR = 256;

  /** From so many columns on, packing A pays: tiles of packed A are faster by a sixth. */
  private static final int PACKED_A_COLUMNS = 256;

  private static final ThreadLocal<Gemm> BUFFERS = ThreadLocal.withInitial(Gemm::new);

  private float[] packedA = new float[0];
  private float[] packedB = new float[0];
  private final float[] tile = new float[MR * NR];

  private Gemm() {}

  static void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      int ldb,
      boolean accumulate,
      float[] c,
      int co,
      int ldc) {
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0) {
      for (int i = 0; i < m && !accumulate; i++) {
        Arrays.fill(c, co + i * ldc, co + i * ldc + n, 0f);
      }
      return;
    }
    if (n == 1 && ldc == 1 && m > 1) {
      // one column of C lies in memory like one row: Cᵀ = Bᵀ·Aᵀ fills the vectors
      multiply(!transposeB, !transposeA, 1, m, k, b, bo, ldb, a, ao, lda, accumulate, c, co, m);
      return;
    }
    int column = 0;
    if (m == 1 && !transposeA && !transposeB) {
      for (; column + 8 * V <= n; column += 8 * V) {
        MicroKernels.wide1(a, ao, lda, 1, b, bo + column, ldb, k, c, co + column, ldc, accumulate);
      }
      for (; column + 4 * V <= n; column += 4 * V) {
        MicroKernels.half1(a, ao, lda, 1, b, bo + column, ldb, k, c, co + column, ldc, accumulate);
      }
    }
    Gemm buffers = BUFFERS.get();
    for (; column < n; column += N_BLOCK) {
      buffers.columns(
          transposeA,
          transposeB,
          m,
          Math.min(N_BLOCK, n - column),
          k,
          a,
          ao,
          lda,
          b,
          transposeB ? bo + column * ldb : bo + column,
          ldb,
          accumulate,
          c,
          co + column,
          ldc);
    }
  }

  /** A strip of at most N_BLOCK columns: blocks of k, of equal size so that no short one is left. */
  private void columns(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      int ldb,
      boolean accumulate,
      float[] c,
      int co,
      int ldc) {
    boolean directB = !transposeB && (m <= DIRECT_B_ROWS || m <= DIRECT_B_ROWS_NEAR && ldb <= NEAR);
    int most = directB ? DIRECT_K_BLOCK : K_BLOCK;
    int blocks = (k + most - 1) / most;
    int size = (k + blocks - 1) / blocks;
    int firstPacked = directB ? n / NR * NR : 0;
    boolean packA = m > MR && n >= PACKED_A_COLUMNS;
    int mBlock = packA ? M_BLOCK : m;
    for (int p = 0; p < k; p += size) {
      int depth = Math.min(size, k - p);
      int bFrom = transposeB ? bo + p : bo + p * ldb;
      if (firstPacked < n) {
        packedB = atLeast(packedB, depth * (n - firstPacked + NR) + Packing.SLACK);
        Packing.b(transposeB, b, bFrom, ldb, depth, firstPacked, n, packedB);
      }
      for (int i = 0; i < m; i += mBlock) {
        int rows = Math.min(mBlock, m - i);
        int aFrom = transposeA ? ao + p * lda + i : ao + i * lda + p;
        block(
            transposeA,
            packA,
            rows,
            n,
            depth,
            a,
            aFrom,
            lda,
            b,
            bFrom,
            ldb,
            firstPacked,
            accumulate || p > 0,
            c,
            co + i * ldc,
            ldc);
      }
    }
  }

  /** All tiles of a block of rows: full ones and a rest, so that few sizes of tiles wait for the JIT compiler. */
  private void block(
      boolean transposeA,
      boolean packA,
      int m,
      int n,
      int depth,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      int ldb,
      int firstPacked,
      boolean accumulate,
      float[] c,
      int co,
      int ldc) {
    if (packA) {
      packedA = atLeast(packedA, m * depth + Packing.SLACK);
      Packing.a(transposeA, a, ao, lda, depth, m, packedA);
    }
    for (int j = 0; j < n; j += NR) {
      int width = Math.min(NR, n - j);
      boolean direct = j < firstPacked;
      float[] tileB = direct ? b : packedB;
      int from = direct ? bo + j : (j - firstPacked) * depth;
      int step = direct ? ldb : width <= V ? V : NR;
      int count;
      for (int i = 0; i < m; i += count) {
        count = tileRows(m - i);
        int to = co + i * ldc + j;
        float[] tileA = packA ? packedA : a;
        int aFrom = packA ? i * depth : transposeA ? ao + i : ao + i * lda;
        int rowA = packA || transposeA ? 1 : lda;
        int stepA = packA ? count : transposeA ? lda : 1;
        if (width == NR || width == V) {
          tile(count, width, tileA, aFrom, rowA, stepA, tileB, from, step, depth, c, to, ldc, accumulate);
        } else {
          edge(count, width, tileA, aFrom, rowA, stepA, tileB, from, step, depth, c, to, ldc, accumulate);
        }
      }
    }
  }

  /** The end of C has fewer columns than vectors have lanes: the tile is computed beside it and copied. */
  private void edge(
      int rows,
      int columns,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int ldb,
      int depth,
      float[] c,
      int co,
      int ldc,
      boolean accumulate) {
    if (accumulate) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(c, co + i * ldc, tile, i * ldb, columns);
      }
    }
    tile(rows, ldb, a, ao, rowA, stepA, b, bo, ldb, depth, tile, 0, ldb, accumulate);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(tile, i * ldb, c, co + i * ldc, columns);
    }
  }

  private static void tile(
      int rows,
      int columns,
      float[] a,
      int ao,
      int rowA,
      int stepA,
      float[] b,
      int bo,
      int ldb,
      int depth,
      float[] c,
      int co,
      int ldc,
      boolean accumulate) {
    if (columns == V) {
      MicroKernels.tile1(rows, a, ao, rowA, stepA, b, bo, ldb, depth, c, co, ldc, accumulate);
    } else {
      MicroKernels.tile2(rows, a, ao, rowA, stepA, b, bo, ldb, depth, c, co, ldc, accumulate);
    }
  }

  /** Height of the next tile when this many rows are left. */
  static int tileRows(int left) {
    return left >= MR ? MR : left >= 4 ? 4 : 1;
  }

  private static float[] atLeast(float[] buffer, int size) {
    return buffer.length >= size ? buffer : new float[size];
  }
}
