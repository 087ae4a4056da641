package hillock.classic.map;

import java.util.ArrayList;
import java.util.List;

/**
 * The plane that the units of a map lie on. Unit {@code u} stands in row {@code u / columns}, column {@code u %
 * columns}; neighbours are 1 apart.
 *
 * @param rows at least 1
 * @param columns at least 1
 */
public record Grid(int rows, int columns, Lattice lattice) {
  /** Most units of a map. */
  public static final int MOST_UNITS = 1 << 20;

  private static final double ROW_DISTANCE = Math.sqrt(3) / 2;

  /** Checks the ranges. */
  public Grid {
    if (rows < 1 || columns < 1 || (long) rows * columns > MOST_UNITS) {
      throw new IllegalArgumentException(
          "map: got %d rows of %d units, expected at least 1 of each and at most %d units"
              .formatted(rows, columns, MOST_UNITS));
    }
  }

  /** Number of units. */
  public int units() {
    return rows * columns;
  }

  /** How far right a unit stands. */
  public double x(int unit) {
    int row = unit / columns;
    return unit % columns + (lattice == Lattice.HEXAGONAL && row % 2 == 1 ? 0.5 : 0);
  }

  /** How far down a unit stands. */
  public double y(int unit) {
    int row = unit / columns;
    return row * (lattice == Lattice.HEXAGONAL ? ROW_DISTANCE : 1);
  }

  /** Squared distance of two units in the plane. */
  public double squaredDistance(int a, int b) {
    double dx = x(a) - x(b);
    double dy = y(a) - y(b);
    return dx * dx + dy * dy;
  }

  /** Whether two units lie side by side: four neighbours in rows and columns, six in a honeycomb. */
  public boolean adjacent(int a, int b) {
    int rowA = a / columns;
    int rowB = b / columns;
    int across = b % columns - a % columns;
    if (rowA == rowB) {
      return Math.abs(across) == 1;
    }
    if (Math.abs(rowA - rowB) != 1) {
      return false;
    }
    // In a honeycomb the odd rows stand half a cell right, so that they touch this column and the next.
    return across == 0 || (lattice == Lattice.HEXAGONAL && across == (rowA % 2 == 1 ? 1 : -1));
  }

  /** The units beside this one, ascending. */
  public List<Integer> neighbours(int unit) {
    List<Integer> found = new ArrayList<>();
    int row = unit / columns;
    int column = unit % columns;
    for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        int other = r * columns + c;
        if (adjacent(unit, other)) {
          found.add(other);
        }
      }
    }
    return found;
  }
}
