package hillock.classic.map;

/**
 * The two units nearest to an example; of several equally near the first.
 *
 * @param first the nearest
 * @param second the next; -1 on a map of a single unit
 * @param distance squared, to the nearest
 */
record Match(int first, int second, float distance) {
  /** Of one row of squared distances to all units. */
  static Match of(float[] distances, int offset, int units) {
    int first = 0;
    int second = -1;
    for (int u = 1; u < units; u++) {
      if (distances[offset + u] < distances[offset + first]) {
        second = first;
        first = u;
      } else if (second < 0 || distances[offset + u] < distances[offset + second]) {
        second = u;
      }
    }
    return new Match(first, second, distances[offset + first]);
  }

  /** Whether the two are not neighbours. */
  boolean folded(Grid grid) {
    return second >= 0 && !grid.adjacent(first, second);
  }
}
