package hillock.report;

/** How badly a network fits each row, when no column is its target. The array is kept and must not change. */
public sealed interface RowErrors extends Predictions permits RebuiltRows, UntargetedRows {
  /** What the error is called. */
  String name();

  /** The error of each row. */
  double[] errors();

  @Override
  default int size() {
    return errors().length;
  }
}
