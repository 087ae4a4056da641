package hillock.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Kernels with a team: the calls that operations make. Work is cut at borders that do not depend on the team, or cut
 * where the cut cannot matter, so the bits are the same for any number of threads.
 *
 * <p>An engine is for one thread at a time; make one per thread, they are cheap and may share a team. A call made from
 * within a part of another call runs on its own thread alone. Otherwise no method allocates, but for a buffer that
 * grows with the longest sum.
 */
public final class Engine {
  /** Sums over more elements than this are sums of chunks of this size, added in order in double precision. */
  public static final int SUM_CHUNK = 4096;

  /** Column sums over more rows than this are sums of chunks of so many rows, added in order. */
  public static final int ROW_CHUNK = 4096;

  /**
   * Elements that a part of an element-wise function should have at least: from 1 (ReLU) to 20 microseconds of work.
   */
  public static final int MAP_GRAIN = 16 * 1024;

  private static final int COLUMN_GRAIN = 64;
  private static final int PARTS_PER_THREAD = 4;

  /** A loop over the indices from {@code from} (included) to {@code to} (excluded). */
  @FunctionalInterface
  public interface Range {
    void run(int from, int to);
  }

  /** An element-wise function of {@link Kernels}, such as {@code Kernels::exp}. */
  @FunctionalInterface
  public interface Unary {
    void apply(Kernels kernels, float[] x, int xOffset, float[] y, int yOffset, int n);
  }

  private final Kernels kernels;
  private final @Nullable WarmingKernels warming;
  private final Team team;
  private final GemmTask gemm;
  private final RangeTask range = new RangeTask();
  private final ChunkSums chunkSums;
  private final MapRange map;
  private final ColumnRange columns;
  private final Range columnChunks;
  private final RandomRange random;
  private boolean active;

  private Engine(Kernels kernels, Team team) {
    this.kernels = kernels;
    this.team = team;
    warming = kernels instanceof WarmingKernels w ? w : null;
    gemm = new GemmTask(kernels);
    chunkSums = new ChunkSums(kernels);
    map = new MapRange(kernels);
    columns = new ColumnRange(kernels);
    columnChunks = columns::runChunks;
    random = new RandomRange(kernels);
  }

  /** An engine of these kernels and this team, which it does not close. */
  public static Engine of(Kernels kernels, Team team) {
    if (kernels instanceof WarmingKernels warming && team.threads() > 1) {
      warming.expectProducts();
    }
    return new Engine(kernels, team);
  }

  /** An engine of the fastest kernels there are, on one thread. */
  public static Engine single() {
    return of(KernelChoice.AUTO.kernels(), Team.of(1));
  }

  /** An engine of the fastest kernels there are, on the one shared team of a thread per processor. */
  public static Engine auto() {
    return of(KernelChoice.AUTO.kernels(), SharedTeam.TEAM);
  }

  private static final class SharedTeam {
    static final Team TEAM = Team.of(Runtime.getRuntime().availableProcessors());
  }

  /** The kernels, for calls that are too small to cut. */
  public Kernels kernels() {
    return kernels;
  }

  /** The team that shares the work. */
  public Team team() {
    return team;
  }

  /** The product of {@link Kernels#gemm}, cut into tiles of the output when it is large. */
  public void gemm(
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
    int threads = threads();
    if (threads == 1) {
      kernels.gemm(transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
      return;
    }
    gemm.cut.choose(m, n, k, threads);
    if (gemm.cut.tiles() == 1) {
      kernels.gemm(transposeA, transposeB, m, n, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
      return;
    }
    gemm.set(transposeA, transposeB, k, a, aOffset, lda, b, bOffset, ldb, accumulate, c, cOffset, ldc);
    runParts(gemm, gemm.cut.tiles());
    gemm.clear();
  }

  /**
   * Runs {@code body} over 0 to n, cut at multiples of grain.
   *
   * @param grain indices that one part has at least, so that it takes some ten microseconds; at least 1
   */
  public void forEach(int n, int grain, Range body) {
    if (n <= 0) {
      return;
    }
    int grains = (n - 1) / grain + 1;
    int threads = threads();
    int parts = threads == 1 ? 1 : Math.min(grains, PARTS_PER_THREAD * threads);
    if (parts == 1) {
      body.run(0, n);
      return;
    }
    range.body = body;
    range.n = n;
    range.size = (int) Math.min(n, (long) ((grains + parts - 1) / parts) * grain);
    runParts(range, (n - 1) / range.size + 1);
    range.body = null;
  }

  /** How many threads may share a call now. */
  private int threads() {
    return active ? 1 : warming == null ? team.threads() : warming.threads(team.threads());
  }

  private void runParts(Team.Task task, int parts) {
    active = true;
    try {
      team.run(task, parts);
    } finally {
      active = false;
    }
  }

  /** {@code y = f(x)} for n elements: {@code engine.map(Kernels::tanh, x, 0, y, 0, n)}. */
  public void map(Unary f, float[] x, int xOffset, float[] y, int yOffset, int n) {
    if (n <= MAP_GRAIN || active) {
      f.apply(kernels, x, xOffset, y, yOffset, n);
      return;
    }
    map.set(f, x, xOffset, y, yOffset);
    forEach(n, MAP_GRAIN, map);
    map.set(null, null, 0, null, 0);
  }

  /** Sum of n elements, chunk by chunk as {@link #SUM_CHUNK} says. */
  public float sum(float[] x, int xOffset, int n) {
    return chunked((k, a, i, b, j, size, c) -> k.sum(a, i, size), x, xOffset, null, 0, n, 0f);
  }

  /** {@code Σ (x[i] - center)²}, chunk by chunk. */
  public float sumOfSquares(float[] x, int xOffset, int n, float center) {
    return chunked((k, a, i, b, j, size, c) -> k.sumOfSquares(a, i, size, c), x, xOffset, null, 0, n, center);
  }

  /** {@code Σ x[i]·y[i]}, chunk by chunk. */
  public float dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
    return chunked((k, a, i, b, j, size, c) -> k.dot(a, i, b, j, size), x, xOffset, y, yOffset, n, 0f);
  }

  private float chunked(ChunkSums.Sum kind, float[] x, int xOffset, float[] y, int yOffset, int n, float center) {
    ChunkSums sums = active ? new ChunkSums(kernels) : chunkSums;
    sums.set(kind, x, xOffset, y, yOffset, n, center);
    forEach(sums.chunks(), 4, sums);
    return sums.total();
  }

  /** {@link Kernels#columnSums}, cut by columns, or by rows as {@link #ROW_CHUNK} says. */
  public void columnSums(
      float[] x, int xOffset, int ldx, int rows, int columns, boolean accumulate, float[] sums, int sumsOffset) {
    columns(x, xOffset, ldx, null, 0, 0, rows, columns, accumulate, sums, sumsOffset);
  }

  /** {@link Kernels#columnDots}, cut likewise. */
  public void columnDots(
      float[] x,
      int xOffset,
      int ldx,
      float[] y,
      int yOffset,
      int ldy,
      int rows,
      int columns,
      boolean accumulate,
      float[] sums,
      int sumsOffset) {
    columns(x, xOffset, ldx, y, yOffset, ldy, rows, columns, accumulate, sums, sumsOffset);
  }

  private void columns(
      float[] x,
      int xOffset,
      int ldx,
      float[] y,
      int yOffset,
      int ldy,
      int rows,
      int width,
      boolean accumulate,
      float[] sums,
      int sumsOffset) {
    ColumnRange body = active ? new ColumnRange(kernels) : columns;
    body.set(x, xOffset, ldx, y, yOffset, ldy, rows, accumulate, sums, sumsOffset);
    if (rows > ROW_CHUNK) {
      body.chunked(width);
      forEach(body.chunks(), 1, active ? body::runChunks : columnChunks);
      body.add();
    } else {
      int strips = MAP_GRAIN / Math.max(1, rows) / COLUMN_GRAIN + 1;
      forEach(width, strips * COLUMN_GRAIN, body);
    }
    body.set(null, 0, 0, null, 0, 0, 0, false, null, 0);
  }

  /** {@link Kernels#randomBits}, cut into ranges. */
  public void randomBits(long seed, long stream, long step, long first, int[] out, int outOffset, int n) {
    random(
        (k, s, t, p, f, x, w, o, size) -> k.randomBits(s, t, p, f, w, o, size),
        seed,
        stream,
        step,
        first,
        null,
        out,
        outOffset,
        n);
  }

  /** {@link Kernels#uniforms}, cut into ranges. */
  public void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    random(
        (k, s, t, p, f, x, w, o, size) -> k.uniforms(s, t, p, f, x, o, size),
        seed,
        stream,
        step,
        first,
        out,
        null,
        outOffset,
        n);
  }

  /** {@link Kernels#normals}, cut into ranges. */
  public void normals(long seed, long stream, long step, long first, float[] out, int outOffset, int n) {
    random(
        (k, s, t, p, f, x, w, o, size) -> k.normals(s, t, p, f, x, o, size),
        seed,
        stream,
        step,
        first,
        out,
        null,
        outOffset,
        n);
  }

  private void random(
      RandomRange.Draw draw,
      long seed,
      long stream,
      long step,
      long first,
      float[] floats,
      int[] ints,
      int outOffset,
      int n) {
    RandomRange body = active ? new RandomRange(kernels) : random;
    body.set(draw, seed, stream, step, first, floats, ints, outOffset);
    forEach(n, MAP_GRAIN, body);
    body.clear();
  }

  private static final class RangeTask implements Team.Task {
    private Range body;
    private int n;
    private int size;

    @Override
    public void run(int part) {
      int from = part * size;
      body.run(from, (int) Math.min(n, (long) from + size));
    }
  }
}
