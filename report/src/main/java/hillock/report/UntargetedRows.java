package hillock.report;

/**
 * How badly a network that learned without a target fits the rows. The array is kept and must not change.
 *
 * @param name of the error, as a column of predictions is called
 * @param errors of each of n rows
 */
public record UntargetedRows(String name, double[] errors, Examples examples) implements RowErrors {
  /** Empty: there is none. */
  @Override
  public String target() {
    return "";
  }
}
