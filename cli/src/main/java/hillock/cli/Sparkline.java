package hillock.cli;

/** A curve in one line of text, each column one of the {@link Ink#steps}. */
final class Sparkline {
  private Sparkline() {}

  /**
   * Draws values on a linear scale, averaged to at most {@code width} columns; values that are no numbers leave gaps.
   */
  static String of(double[] values, int width, Ink ink) {
    String heights = ink.steps();
    int columns = Math.min(width, values.length);
    double[] means = new double[columns];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < columns; c++) {
      int from = (int) ((long) c * values.length / columns);
      int to = (int) ((long) (c + 1) * values.length / columns);
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += values[i];
      }
      means[c] = sum / (to - from);
      if (Double.isFinite(means[c])) {
        low = Math.min(low, means[c]);
        high = Math.max(high, means[c]);
      }
    }
    StringBuilder line = new StringBuilder();
    for (double mean : means) {
      int step = high > low ? (int) Math.round((mean - low) / (high - low) * (heights.length() - 1)) : 0;
      line.append(Double.isFinite(mean) ? heights.charAt(step) : ' ');
    }
    return line.toString();
  }
}
