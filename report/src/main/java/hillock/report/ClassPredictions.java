package hillock.report;

import java.util.List;

/**
 * Predicted classes.
 *
 * @param classes names of the k classes; of two the second is the positive one
 * @param rows probabilities [n, k] and true classes [n]
 */
public record ClassPredictions(String target, List<String> classes, hillock.train.Predictions rows, Examples examples)
    implements Predictions {

  /**
   * Checks the number of classes.
   *
   * @throws IllegalArgumentException when the names are not as many as the columns of probabilities
   */
  public ClassPredictions {
    classes = List.copyOf(classes);
    if (!rows.classes() || rows.columns() != classes.size()) {
      throw new IllegalArgumentException(
          "class predictions: got "
              + rows.columns()
              + (rows.classes() ? " probabilities" : " numbers")
              + " a row, expected one for each of the "
              + classes.size()
              + " classes");
    }
  }

  @Override
  public int size() {
    return rows.size();
  }

  /** The true class of a row, in [0, k). */
  public int truth(int row) {
    return rows.label(row);
  }

  /** Probability of a class in a row. */
  public double probability(int row, int c) {
    return rows.value(row, c);
  }

  /** The class with the highest probability; the first of equal ones. */
  public int predicted(int row) {
    return rows.predicted(row);
  }

  /** The highest probability of a row. */
  public double confidence(int row) {
    return rows.value(row, rows.predicted(row));
  }
}
