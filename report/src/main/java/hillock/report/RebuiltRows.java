package hillock.report;

/**
 * How far an autoencoder's outputs are from its inputs. The array is kept and must not change.
 *
 * @param errors of each of n rows: the root of the mean squared error over its inputs, as they are encoded
 */
public record RebuiltRows(double[] errors, Examples examples) implements RowErrors {
  @Override
  public String target() {
    return "its inputs";
  }

  @Override
  public String name() {
    return "error";
  }
}
