package hillock.train;

import java.util.Arrays;

/**
 * What a network predicts for a whole data set, beside the truth: the input of every {@link Metric}.
 *
 * <p>For classes, {@code values} holds probabilities [n, k] with k ≥ 2, of which the rows sum to 1. For numbers it
 * holds the predicted values [n, k] with k ≥ 1. The arrays given are kept and must not change.
 */
public final class Predictions {
  private final int size;
  private final int columns;
  private final float[] values;
  private final int[] labels;
  private final float[] targets;
  private final int[][] orders;

  private Predictions(int columns, float[] values, int[] labels, float[] targets) {
    this.columns = columns;
    this.size = values.length / columns;
    this.values = values;
    this.labels = labels;
    this.targets = targets;
    this.orders = new int[columns][];
  }

  /**
   * Probabilities [n, classes] and true classes [n].
   *
   * @param classes k ≥ 2
   */
  public static Predictions ofClasses(int classes, float[] probabilities, int[] labels) {
    if (classes < 2 || probabilities.length != (long) labels.length * classes) {
      throw new IllegalArgumentException(
          "predictions: got %d probabilities for %d labels, expected %d classes of each, at least 2"
              .formatted(probabilities.length, labels.length, classes));
    }
    return new Predictions(classes, probabilities, labels, new float[0]);
  }

  /**
   * Predicted values [n, columns] and true ones of the same shape.
   *
   * @param columns k ≥ 1
   */
  public static Predictions ofValues(int columns, float[] values, float[] targets) {
    if (columns < 1 || values.length != targets.length || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "predictions: got %d values and %d targets, expected as many of each, in rows of %d"
              .formatted(values.length, targets.length, columns));
    }
    return new Predictions(columns, values, new int[0], targets);
  }

  /** Whether these are classes rather than numbers. */
  public boolean classes() {
    return targets.length == 0 && columns > 1 && labels.length == size;
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Number of classes, or of values in a row. */
  public int columns() {
    return columns;
  }

  /** Probabilities or values, [size, columns]. */
  public float[] values() {
    return values;
  }

  /** Probability of a class, or predicted value. */
  public double value(int row, int column) {
    return values[row * columns + column];
  }

  /** True class of a row. */
  public int label(int row) {
    return labels[row];
  }

  /** True classes [size]; empty for numbers. */
  public int[] labels() {
    return labels;
  }

  /** True values [size, columns]; empty for classes. */
  public float[] targets() {
    return targets;
  }

  /** The class with the largest probability, the first of equals. */
  public int predicted(int row) {
    int best = 0;
    for (int c = 1; c < columns; c++) {
      if (values[row * columns + c] > values[row * columns + best]) {
        best = c;
      }
    }
    return best;
  }

  /** The rows in ascending order of a column; sorted once, since metrics with intervals ask a thousand times. */
  int[] order(int column) {
    if (orders[column] == null) {
      // The bits of the value above the number of the row: a sort of primitives that keeps the order of equals.
      long[] keys = new long[size];
      for (int r = 0; r < size; r++) {
        int bits = Float.floatToIntBits(values[r * columns + column] + 0f); // -0 and 0 are one value
        int ordered = bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
        keys[r] = (ordered & 0xFFFFFFFFL) << 31 | r;
      }
      Arrays.sort(keys);
      int[] order = new int[size];
      Arrays.setAll(order, i -> (int) (keys[i] & 0x7FFFFFFFL));
      orders[column] = order;
    }
    return orders[column];
  }
}
