package hillock.report;

import java.util.List;

/**
 * Predicted classes. The arrays are kept and must not change.
 *
 * @param classes names of the k classes; of two the second is the positive one
 * @param truth the true class of each of n rows, in [0, k)
 * @param probabilities [n, k], each row summing to 1
 */
public record ClassPredictions(
    String target, List<String> classes, int[] truth, float[] probabilities, Examples examples) implements Predictions {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException when the probabilities are not n * k or a class is outside [0, k)
   */
  public ClassPredictions {
    classes = List.copyOf(classes);
    if (probabilities.length != truth.length * classes.size()) {
      throw new IllegalArgumentException(
          "class predictions: got "
              + probabilities.length
              + " probabilities, expected "
              + truth.length
              + " rows * "
              + classes.size()
              + " classes");
    }
    for (int c : truth) {
      if (c < 0 || c >= classes.size()) {
        throw new IllegalArgumentException(
            "class predictions: got class " + c + ", expected one of the " + classes.size() + " from 0");
      }
    }
  }

  @Override
  public int size() {
    return truth.length;
  }

  /** Probability of a class in a row. */
  public float probability(int row, int c) {
    return probabilities[row * classes.size() + c];
  }

  /** The class with the highest probability; the first of equal ones. */
  public int predicted(int row) {
    int best = 0;
    for (int c = 1; c < classes.size(); c++) {
      if (probability(row, c) > probability(row, best)) {
        best = c;
      }
    }
    return best;
  }

  /** The highest probability of a row. */
  public float confidence(int row) {
    return probability(row, predicted(row));
  }
}
