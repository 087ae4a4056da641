package hillock.report.page;

import hillock.report.ClassPredictions;

/**
 * How often each class was taken for each.
 *
 * @param counts [true class, predicted class]
 */
record ConfusionMatrix(int[][] counts) {

  static ConfusionMatrix of(ClassPredictions p) {
    int k = p.classes().size();
    int[][] counts = new int[k][k];
    for (int row = 0; row < p.size(); row++) {
      counts[p.truth()[row]][p.predicted(row)]++;
    }
    return new ConfusionMatrix(counts);
  }

  int size() {
    return counts.length;
  }

  /** Rows of a true class. */
  int support(int c) {
    int sum = 0;
    for (int n : counts[c]) {
      sum += n;
    }
    return sum;
  }

  private int predicted(int c) {
    int sum = 0;
    for (int[] row : counts) {
      sum += row[c];
    }
    return sum;
  }

  /** Share of the rows predicted as a class that are of it; NaN when none is. */
  double precision(int c) {
    return (double) counts[c][c] / predicted(c);
  }

  /** Share of the rows of a class that are predicted as it; NaN when there is none. */
  double recall(int c) {
    return (double) counts[c][c] / support(c);
  }

  /** {@code 2 tp / (2 tp + fp + fn)}; NaN when the class is neither true nor predicted anywhere. */
  double f1(int c) {
    return 2.0 * counts[c][c] / (predicted(c) + support(c));
  }
}
