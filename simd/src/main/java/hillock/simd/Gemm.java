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

  /** About so many steps of k in a block. */
  private static final int K_BLOCK = 384;

  /** The same where B is read where it lies. */
  private static final int DIRECT_K_BLOCK = 1024;

  /** Rows of packed A that stay in the second level of the cache. */
  private static final int M_BLOCK = 264;

  /** The same when A is transposed: a column of it is packed into all their panels at once. */
  private static final int TRANSPOSED_M_BLOCK = 120;

  private static final int N_BLOCK = 2048;

  /** Up to this many rows, reading B where it lies is cheaper than packing it. */
  private static final int DIRECT_B_ROWS = 24;

  /** The same when the rows of B are close together, and too short for packing A. */
  private static final int DIRECT_B_ROWS_NEAR = 192;

  private static final int NEAR = 256;

  /** Rows of the tile that packs B on its way, which is as low as it is wide. */
  private static final int HEAD = 4;

  /** Columns that it packs: two panels, so that it reads four lines of the cache in a row. */
  private static final int PAIR = 2 * NR;

  /** From so many columns on, packing A pays: tiles of packed A are faster by a sixth. */
  private static final int PACKED_A_COLUMNS = 256;

  /** Up to this distance of its columns, reading a transposed A where it lies is cheaper all the same. */
  private static final int CLOSE_A = 1024;

  private static final ThreadLocal<Gemm> BUFFERS = ThreadLocal.withInitial(Gemm::new);

  private float[] packedA = new float[0];
  private float[] turnedC = new float[0];
  private float[] packedB = new float[0];
  private final float[] tile = new float[MR * NR];

  // How the present product goes about it.

  /** Whether B is read where it lies, but for its last columns. */
  private boolean directB;

  /** Whether A is packed, which is only read beside a packed B. */
  private boolean packA;

  /** Whether a block has all rows, so that a packed panel of B serves it alone. */
  private boolean onePass;

  /** Rows at the top of the first block whose tiles pack B. */
  private int head;

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
    if (!transposeA && transposeB && m > MR && n >= 2 * m && n < PACKED_A_COLUMNS && k >= 4 * n) {
      buffers.turned(m, n, k, a, ao, lda, b, bo, ldb, accumulate, c, co, ldc);
      return;
    }
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

  /** A·Bᵀ as the transpose of B·Aᵀ: A is then transposed instead of the larger B, and C, which is small beside both. */
  private void turned(
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
    int width = (m + V - 1) / V * V;
    turnedC = atLeast(turnedC, n * width);
    for (int i = 0; i < m && accumulate; i += V) {
      Packing.transpose(c, co + i * ldc, ldc, Math.min(V, m - i), n, turnedC, i, width);
    }
    multiply(false, true, n, m, k, b, bo, ldb, a, ao, lda, accumulate, turnedC, 0, width);
    int j = 0;
    for (; j + V <= n; j += V) {
      Packing.transpose(turnedC, j * width, width, V, m, c, co + j, ldc);
    }
    for (; j < n; j++) {
      for (int i = 0; i < m; i++) {
        c[co + i * ldc + j] = turnedC[j * width + i];
      }
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
    boolean wide = n >= PACKED_A_COLUMNS;
    directB = !transposeA && !transposeB && m <= (wide || ldb > NEAR ? DIRECT_B_ROWS : DIRECT_B_ROWS_NEAR);
    int about = directB ? DIRECT_K_BLOCK : K_BLOCK;
    int blocks = Math.max(1, (k + about / 2) / about);
    int size = (k + blocks - 1) / blocks;
    packA = wide && !directB && m > MR && (!transposeA || lda > CLOSE_A);
    int mBlock = transposeA ? TRANSPOSED_M_BLOCK : M_BLOCK;
    onePass = !packA || m <= mBlock;
    head = V == 16 && !directB && !transposeB && m > HEAD ? HEAD : 0;
    packedB = atLeast(packedB, size * (onePass ? PAIR : n + NR) + Packing.SLACK);
    for (int p = 0; p < k; p += size) {
      int depth = Math.min(size, k - p);
      int bFrom = transposeB ? bo + p : bo + p * ldb;
      int rows;
      for (int i = 0; i < m; i += rows) {
        rows = onePass ? m : Math.min(i == 0 ? head + mBlock : mBlock, m - i);
        int aFrom = transposeA ? ao + p * lda + i : ao + i * lda + p;
        block(
            transposeA,
            transposeB,
            i == 0,
            rows,
            n,
            depth,
            a,
            aFrom,
            lda,
            b,
            bFrom,
            ldb,
            accumulate || p > 0,
            c,
            co + i * ldc,
            ldc);
      }
    }
  }

  /**
   * All tiles of a block of rows: full ones and a rest, so that few sizes of tiles wait for the JIT compiler. The first
   * block packs each panel of B just before its tiles read it, or, of two panels at a time, in a tile of a few rows
   * that reads B where it lies; where there is no other block, all panels are packed into the same place.
   */
  private void block(
      boolean transposeA,
      boolean transposeB,
      boolean first,
      int m,
      int n,
      int depth,
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
    int top = first ? head : 0;
    if (packA) {
      packedA = atLeast(packedA, m * depth + Packing.SLACK);
      Packing.a(transposeA, a, transposeA ? ao + top : ao + top * lda, lda, depth, m - top, packedA);
    }
    int pairs = top == 0 ? 0 : n / PAIR * PAIR;
    for (int j = 0; j < n; j += NR) {
      int width = Math.min(NR, n - j);
      boolean direct = directB && width == NR;
      float[] tileB = direct ? b : packedB;
      int from = direct ? bo + j : (onePass ? j % PAIR : j) * depth;
      int step = direct ? ldb : width <= V ? V : NR;
      if (first && !direct && j >= pairs) {
        Packing.panel(transposeB, b, transposeB ? bo + j * ldb : bo + j, ldb, depth, width, packedB, from);
      }
      int count;
      for (int i = 0; i < m; i += count) {
        boolean inHead = i < top;
        count = inHead ? HEAD : tileRows(m - i);
        int to = co + i * ldc + j;
        boolean packed = packA && !inHead;
        float[] tileA = packed ? packedA : a;
        int aFrom = packed ? (i - top) * depth : transposeA ? ao + i : ao + i * lda;
        int rowA = packed || transposeA ? 1 : lda;
        int stepA = packed ? count : transposeA ? lda : 1;
        if (inHead && j < pairs) {
          if (j % PAIR == 0) {
            MicroKernels.packing4_4(
                tileA, aFrom, rowA, stepA, b, bo + j, ldb, depth, c, to, ldc, accumulate, packedB, from);
          }
        } else if (width == NR || width == V) {
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
