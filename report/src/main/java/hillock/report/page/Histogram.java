package hillock.report.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers counted in bins of equal width. The width is 1, 2 or 5 times a power of ten and the edges are its multiples,
 * so that they read well under the bars.
 *
 * @param edges ends of the bins, one more than there are bins
 * @param counts numbers in [edge, next edge)
 */
record Histogram(double[] edges, double[] counts) {

  /**
   * Counts.
   *
   * @param values finite numbers
   * @param bins wanted number of bins; there are at most two more, and fewer when the width is rounded up
   */
  static Histogram of(double[] values, int bins) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(0);
    double width = high > low ? roundWidth((high - low) / bins) : low == 0 ? 1 : Math.abs(low);
    double first = Math.floor(low / width);
    int n = (int) (Math.floor(high / width) - first) + 1;
    double[] edges = IntStream.rangeClosed(0, n).mapToDouble(b -> (first + b) * width).toArray();
    double[] counts = new double[n];
    for (double v : values) {
      counts[Math.clamp((long) (Math.floor(v / width) - first), 0, n - 1)]++;
    }
    return new Histogram(edges, counts);
  }

  /** The next of 1, 2 and 5 times the powers of ten. */
  private static double roundWidth(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double leading = width / power;
    return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
  }

  /** The lower ends of the bins as text. */
  List<String> labels() {
    return Arrays.stream(edges, 0, counts.length).mapToObj(Notation::number).toList();
  }
}
