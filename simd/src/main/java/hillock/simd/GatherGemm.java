package hillock.simd;

import hillock.kernel.Kernels;
import java.util.Arrays;

/**
 * Matrix product with a gathered A, in the blocks of {@link Gemm}: the micro-kernels read each element of A where the
 * tables say, which saves the copy that {@code im2col} makes. Where terms come in runs of neighbours, or rows are
 * neighbours, tall tiles have their indices checked once for the run or the column; a check for each costs about a
 * third of the speed.
 */
final class GatherGemm {
  private static final int V = Lanes.COUNT;
  private static final int NR = Gemm.NR;
  private static final int MR = Gemm.MR;
  private static final int K_BLOCK = 1024;

  /** Rows whose part of A stays in the first or second cache while the columns of B change. */
  private static final int M_BLOCK = 240;

  /** From this length on, a loop over a run of terms pays. */
  private static final int SHORTEST_RUN = 16;

  /** Rows of the lower one of two tiles. */
  private static final int SHORT_TILE = 4;

  private static final ThreadLocal<GatherGemm> BUFFERS = ThreadLocal.withInitial(GatherGemm::new);
  private static final int[] NARROW_TILE = tileRows(V);
  private static final int[] WIDE_TILE = tileRows(NR);

  private float[] packedB = {};
  private int run;
  private final float[] tile = new float[MR * NR];

  private GatherGemm() {}

  private static int[] tileRows(int width) {
    int[] rows = new int[MR];
    Arrays.setAll(rows, i -> i * width);
    return rows;
  }

  static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int[] rows,
      int ro,
      int[] steps,
      int so,
      float[] b,
      int bo,
      int ldb,
      boolean accumulate,
      float[] c,
      int co,
      int[] cRows,
      int cro) {
    if (k == 0) {
      for (int i = 0; i < m && !accumulate; i++) {
        int to = co + cRows[cro + i];
        Arrays.fill(c, to, to + n, 0f);
      }
      return;
    }
    GatherGemm buffers = BUFFERS.get();
    int run = run(steps, so, k);
    buffers.run = run;
    int blocks = (k + K_BLOCK - 1) / K_BLOCK;
    int unit = run == k ? 1 : run; // a block of k begins with a run, or is a part of the only one
    int size = (k / unit + blocks - 1) / blocks * unit;
    boolean panel = ldb == Kernels.PANEL && n <= ldb;
    // narrow ends, which a tile would read beyond, are packed all the same; for a few rows it does not pay
    int inPlace = panel || m < MR || n < NR ? (n % NR == V ? n : n / NR * NR) : 0;
    for (int p = 0; p < k; p += size) {
      int depth = Math.min(size, k - p);
      if (inPlace < n) {
        int wanted = depth * (n - inPlace + Kernels.PANEL);
        buffers.packedB = buffers.packedB.length >= wanted ? buffers.packedB : new float[wanted];
        Packing.wide(b, bo + p * ldb, ldb, depth, inPlace, n, buffers.packedB);
      }
      for (int i = 0; i < m; i += M_BLOCK) {
        int count = Math.min(M_BLOCK, m - i);
        buffers.block(
            count,
            n,
            depth,
            a,
            ao,
            rows,
            ro + i,
            steps,
            so + p,
            b,
            bo + p * ldb,
            ldb,
            inPlace,
            accumulate || p > 0,
            c,
            co,
            cRows,
            cro + i);
      }
    }
  }

  /** Length of the runs of neighbours in which all terms come; 1 when they do not, or the runs are short. */
  private static int run(int[] steps, int so, int k) {
    int length = 1;
    while (length < k && steps[so + length] == steps[so] + length) {
      length++;
    }
    if (length < SHORTEST_RUN || k % length != 0) {
      return 1;
    }
    for (int p = length; p < k; p += length) {
      if (!neighbours(length, steps, so + p)) {
        return 1;
      }
    }
    return length;
  }

  /**
   * Whether each index is the one before it plus 1. Rows are such in derivatives by weights and images of one channel.
   */
  private static boolean neighbours(int count, int[] indices, int from) {
    int strays = 0;
    int first = indices[from] - from;
    // without a way out of the loop, the JIT compiler makes vectors of it
    for (int i = from; i < from + count; i++) {
      strays |= indices[i] - i ^ first;
    }
    return strays == 0;
  }

  /** A tile of one or two vectors, by the kind of micro-kernel that checks the fewest indices. */
  private void tile(
      int count,
      int width,
      float[] a,
      int ao,
      int[] rows,
      int ro,
      int[] steps,
      int so,
      float[] b,
      int bo,
      int ldb,
      int depth,
      float[] c,
      int co,
      int[] cRows,
      int cro,
      boolean accumulate) {
    if (!accumulate) {
      // not in the micro-kernels: with two ways to begin, the JIT compiler makes loops that are slower by a sixth
      for (int i = 0; i < count; i++) {
        int row = co + cRows[cro + i];
        Arrays.fill(c, row, row + width, 0f);
      }
    }
    if (width == V) {
      MicroKernels.gather1(count, a, ao, rows, ro, steps, so, b, bo, ldb, depth, c, co, cRows, cro);
    } else if (count == MR && neighbours(count, rows, ro)) {
      MicroKernels.column2(count, a, ao, rows, ro, steps, so, b, bo, depth, c, co, cRows, cro);
    } else {
      MicroKernels.gather2(count, a, ao, rows, ro, steps, so, b, bo, ldb, depth, c, co, cRows, cro);
    }
  }

  /** Tiles for all rows, one run of terms after the other, so that its part of B stays in the first-level cache. */
  private void runs(
      int m,
      int depth,
      float[] a,
      int ao,
      int[] rows,
      int ro,
      int[] steps,
      int so,
      float[] b,
      int bo,
      float[] c,
      int co,
      int[] cRows,
      int cro,
      boolean accumulate) {
    for (int i = 0; i < m && !accumulate; i++) {
      Arrays.fill(c, co + cRows[cro + i], co + cRows[cro + i] + NR, 0f);
    }
    int length = Math.min(run, depth);
    for (int p = 0; p < depth; p += length) {
      int first = ao + steps[so + p];
      int from = bo + p * Kernels.PANEL;
      int count;
      for (int i = 0; i < m; i += count) {
        count = Gemm.tileRows(m - i);
        MicroKernels.run2(count, a, first, rows, ro + i, b, from, length, c, co, cRows, cro + i);
      }
    }
  }

  /** All tiles of a block of rows. */
  private void block(
      int m,
      int n,
      int depth,
      float[] a,
      int ao,
      int[] rows,
      int ro,
      int[] steps,
      int so,
      float[] b,
      int bo,
      int ldb,
      int inPlace,
      boolean accumulate,
      float[] c,
      int co,
      int[] cRows,
      int cro) {
    for (int j = 0; j < n; j += NR) {
      int width = Math.min(NR, n - j);
      boolean direct = j < inPlace;
      float[] tileB = direct ? b : packedB;
      int packed = j - inPlace;
      int from = direct ? bo + j : packed / Kernels.PANEL * Kernels.PANEL * depth + packed % Kernels.PANEL;
      int step = direct ? ldb : Kernels.PANEL;
      int done = 0;
      if (run > 1 && width == NR && step == Kernels.PANEL) {
        done = m / SHORT_TILE * SHORT_TILE;
        runs(done, depth, a, ao, rows, ro, steps, so, tileB, from, c, co + j, cRows, cro, accumulate);
      }
      int count;
      for (int i = done; i < m; i += count) {
        count = Gemm.tileRows(m - i);
        if (width == NR || width == V) {
          tile(
              count,
              width,
              a,
              ao,
              rows,
              ro + i,
              steps,
              so,
              tileB,
              from,
              step,
              depth,
              c,
              co + j,
              cRows,
              cro + i,
              accumulate);
        } else {
          edge(count, width, a, ao, rows, ro + i, steps, so, from, depth, c, co + j, cRows, cro + i, accumulate);
        }
      }
    }
  }

  /** The end of C has fewer columns than vectors have lanes: the tile is computed beside it and copied. */
  private void edge(
      int count,
      int columns,
      float[] a,
      int ao,
      int[] rows,
      int ro,
      int[] steps,
      int so,
      int from,
      int depth,
      float[] c,
      int co,
      int[] cRows,
      int cro,
      boolean accumulate) {
    int width = columns <= V ? V : NR;
    if (accumulate) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(c, co + cRows[cro + i], tile, i * width, columns);
      }
    }
    int[] tileRows = width == V ? NARROW_TILE : WIDE_TILE;
    tile(
        count,
        width,
        a,
        ao,
        rows,
        ro,
        steps,
        so,
        packedB,
        from,
        Kernels.PANEL,
        depth,
        tile,
        0,
        tileRows,
        0,
        accumulate);
    for (int i = 0; i < count; i++) {
      System.arraycopy(tile, i * width, c, co + cRows[cro + i], columns);
    }
  }
}
