package hillock.classic.map;

/** How the units of a map lie side by side. */
public enum Lattice {
  /** In rows and columns; each inner unit has four neighbours. */
  RECTANGULAR,
  /**
   * As the cells of a honeycomb: every second row is half a cell further right, and rows are {@code √3/2} apart; each
   * inner unit has six neighbours, all at distance 1.
   */
  HEXAGONAL
}
