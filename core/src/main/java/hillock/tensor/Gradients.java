package hillock.tensor;

import java.util.Arrays;

/**
 * The derivatives of one loss by the {@link Parameters} asked for, in a flat array laid out like {@link
 * Parameters#values()}.
 *
 * <p>Owned by the tape and reused: valid until the next call that makes gradients of the same parameters on the same
 * tape.
 */
public final class Gradients {
  private final Parameters parameters;
  private float[] values = {};
  private boolean[] written = {};

  Gradients(Parameters parameters) {
    this.parameters = parameters;
  }

  void begin() {
    if (values.length != parameters.values().length) {
      values = new float[parameters.values().length];
    }
    if (written.length != parameters.count()) {
      written = new boolean[parameters.count()];
    }
    Arrays.fill(written, false);
  }

  void end() {
    for (int i = 0; i < written.length; i++) {
      if (!written[i]) {
        Parameter parameter = parameters.at(i);
        Arrays.fill(values, parameter.offset(), parameter.offset() + parameter.size(), 0);
        written[i] = true;
      }
    }
  }

  /** The parameters that these are the derivatives by. */
  public Parameters parameters() {
    return parameters;
  }

  /** The flat array of all derivatives; the derivative by {@code parameters().values()[i]} is {@code values()[i]}. */
  public float[] values() {
    return values;
  }

  /** Whether the derivative by this parameter was asked for. */
  public boolean wants(Parameter parameter) {
    return parameter.owner() == parameters && parameter.trainable();
  }

  /**
   * For an op about to write the derivative by this parameter at {@link Parameter#offset()} of {@link #values()}.
   *
   * @return false for the first writer, which must overwrite what is there; true for all others, which must add to it
   */
  public boolean accumulate(Parameter parameter) {
    boolean before = written[parameter.index()];
    written[parameter.index()] = true;
    return before;
  }

  /** For an op that has the derivative by this parameter in an array of its own: takes part in the sum. */
  public void add(Parameter parameter, float[] derivative) {
    int offset = parameter.offset();
    int n = parameter.size();
    if (accumulate(parameter)) {
      for (int i = 0; i < n; i++) {
        values[offset + i] += derivative[i];
      }
    } else {
      System.arraycopy(derivative, 0, values, offset, n);
    }
  }

  /** The derivative by one parameter, in an array of its own. */
  public float[] of(Parameter parameter) {
    if (parameter.owner() != parameters) {
      throw new IllegalArgumentException("no gradient of " + parameter + " was asked for");
    }
    return Arrays.copyOfRange(values, parameter.offset(), parameter.offset() + parameter.size());
  }
}
