package hillock.kernel;

/**
 * How a matrix product is cut into output tiles for a team. Each tile is a product of its own over the whole of k, so
 * the cut cannot change a bit; it only decides the speed.
 *
 * <p>Columns are cut at multiples of {@link #COLUMNS} and rows at multiples of {@link #ROWS}, the sizes of the vector
 * kernels. Wide outputs are cut by columns first, since a tile then packs only its part of B; narrow ones by rows.
 */
final class GemmCut {
  static final int COLUMNS = 32;
  static final int ROWS = 12;

  /** Products m·n·k that a thread should get at least: two microseconds, which a hand-over takes about. */
  static final long PRODUCTS_PER_THREAD = 150_000;

  /**
   * Columns that a tile keeps when threads get several each, so that one which falls behind, as on a processor shared
   * with others, does less: below, the kernels do not pack A.
   */
  private static final int SPARE_COLUMNS = 256;

  private static final int SPARE_TILES = 4;
  private static final int TRIES = 4;

  private int rowTiles;
  private int columnTiles;
  private int m;
  private int n;

  /** Chooses the tiles of an m×n output for this many threads; {@link #tiles} is 1 when a cut does not pay. */
  void choose(int m, int n, int k, int threads) {
    this.m = m;
    this.n = n;
    rowTiles = 1;
    columnTiles = 1;
    int useful = (int) Math.min(threads, (long) m * n * k / PRODUCTS_PER_THREAD);
    if (useful < 2) {
      return;
    }
    int rowUnits = (m + ROWS - 1) / ROWS;
    int columnUnits = (n + COLUMNS - 1) / COLUMNS;
    boolean columnsFirst = columnUnits >= 2 && (n >= m || m < 2 * ROWS);
    int firstUnits = columnsFirst ? columnUnits : rowUnits;
    int secondUnits = columnsFirst ? rowUnits : columnUnits;
    int spare = columnsFirst ? Math.min(SPARE_TILES * useful, n / SPARE_COLUMNS) : 1;
    int first = Math.min(Math.max(useful, spare), firstUnits);
    int second = Math.min((useful + first - 1) / first, secondUnits);
    long best = Long.MAX_VALUE;
    // a few finer cuts as well: 9 units on 8 threads want two tiles along the other side
    for (int s = second; s <= Math.min(second + TRIES, secondUnits); s++) {
      for (int f = Math.max(1, first - TRIES); f <= Math.min(first + TRIES, firstUnits); f++) {
        long cost = cost(f, firstUnits, s, secondUnits, useful);
        if (cost < best) {
          best = cost;
          columnTiles = columnsFirst ? f : s;
          rowTiles = columnsFirst ? s : f;
        }
      }
    }
  }

  /** Units of the busiest thread in sixteenths, with one unit in sixteen charged per tile for packing and hand-over. */
  private static long cost(int first, int firstUnits, int second, int secondUnits, int threads) {
    long rounds = ((long) first * second + threads - 1) / threads;
    long units = (long) ((firstUnits + first - 1) / first) * ((secondUnits + second - 1) / second);
    return rounds * (16 * units + 1);
  }

  int tiles() {
    return rowTiles * columnTiles;
  }

  int rowFrom(int tile) {
    return border(tile / columnTiles, rowTiles, m, ROWS);
  }

  int rowTo(int tile) {
    return border(tile / columnTiles + 1, rowTiles, m, ROWS);
  }

  int columnFrom(int tile) {
    return border(tile % columnTiles, columnTiles, n, COLUMNS);
  }

  int columnTo(int tile) {
    return border(tile % columnTiles + 1, columnTiles, n, COLUMNS);
  }

  private static int border(int index, int tiles, int size, int unit) {
    int units = (size + unit - 1) / unit;
    return Math.min(size, (int) ((long) units * index / tiles) * unit);
  }
}
