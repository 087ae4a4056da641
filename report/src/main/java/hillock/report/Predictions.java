package hillock.report;

/**
 * The truth and the predictions for the rows the result was measured on: classes or numbers; or errors without a
 * target.
 */
public sealed interface Predictions permits ClassPredictions, NumberPredictions, RowErrors {
  /** Name of what is predicted; empty without a target. */
  String target();

  /** Number of rows. */
  int size();

  /** The rows themselves; only the few that are shown are asked for. */
  Examples examples();

  /** Rows as people may look at them. */
  @FunctionalInterface
  interface Examples {
    /**
     * One row.
     *
     * @param index in [0, size)
     */
    Example at(int index);
  }
}
