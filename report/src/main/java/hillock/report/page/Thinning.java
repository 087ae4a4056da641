package hillock.report.page;

import java.util.stream.IntStream;

/** Fewer points than there are, for a page that stays small: evenly spaced places, so always the same ones. */
final class Thinning {
  private Thinning() {}

  /** At most {@code limit} of the places [0, n), in order, the first and the last among them. */
  static int[] places(int n, int limit) {
    if (n <= limit) {
      return IntStream.range(0, n).toArray();
    }
    return IntStream.range(0, limit).map(i -> (int) ((long) i * (n - 1) / (limit - 1))).toArray();
  }

  static double[] pick(double[] values, int[] places) {
    return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
  }
}
