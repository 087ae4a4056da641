package hillock.train;

/** How often each true class was predicted as each class, with the figures made from it. */
public final class ConfusionMatrix {
  private final long[][] counts;

  private ConfusionMatrix(long[][] counts) {
    this.counts = counts;
  }

  /** The matrix of a data set. */
  public static ConfusionMatrix of(Predictions predictions) {
    long[][] counts = new long[predictions.columns()][predictions.columns()];
    for (int r = 0; r < predictions.size(); r++) {
      counts[predictions.label(r)][predictions.predicted(r)]++;
    }
    return new ConfusionMatrix(counts);
  }

  /** Number of classes. */
  public int classes() {
    return counts.length;
  }

  /** Rows of class {@code truth} that were predicted as {@code guess}. */
  public long at(int truth, int guess) {
    return counts[truth][guess];
  }

  /** Rows of a class. */
  public long support(int c) {
    long n = 0;
    for (long count : counts[c]) {
      n += count;
    }
    return n;
  }

  /** Rows predicted as a class. */
  public long predicted(int c) {
    long n = 0;
    for (long[] row : counts) {
      n += row[c];
    }
    return n;
  }

  /** Share of the rows predicted as a class that have it; NaN when none was. */
  public double precision(int c) {
    return predicted(c) == 0 ? Double.NaN : (double) at(c, c) / predicted(c);
  }

  /** Share of the rows of a class that were predicted as it; NaN when there are none. */
  public double recall(int c) {
    return support(c) == 0 ? Double.NaN : (double) at(c, c) / support(c);
  }

  /** Harmonic mean of precision and recall, {@code 2·tp/(2·tp + fp + fn)}; NaN when the class occurs nowhere. */
  public double f1(int c) {
    long n = support(c) + predicted(c);
    return n == 0 ? Double.NaN : 2.0 * at(c, c) / n;
  }
}
