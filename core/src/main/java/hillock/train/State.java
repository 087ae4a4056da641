package hillock.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training run must remember to continue with the same bits: named arrays of floats, named whole numbers, real
 * numbers (kept as their 64 bits) and texts, in the order they were put.
 *
 * <p>Arrays are kept, not copied: write the state to a file before anybody changes them.
 */
public final class State {
  private final Map<String, Object> entries = new LinkedHashMap<>();

  /** An empty state. */
  public State() {}

  /** Puts an array. */
  public void put(String name, float[] values) {
    entries.put(name, values);
  }

  /** Puts real numbers. */
  public void put(String name, double[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    entries.put(name, bits);
  }

  /** Puts a whole number. */
  public void put(String name, long value) {
    entries.put(name, new long[] {value});
  }

  /** Puts a text. */
  public void put(String name, String text) {
    entries.put(name, text);
  }

  void put(String name, long[] values) {
    entries.put(name, values);
  }

  /** A state with copies of all arrays. */
  State copy() {
    State copy = new State();
    entries.forEach((name, value) -> copy.entries.put(name, value instanceof float[] array ? array.clone() : value));
    return copy;
  }

  Map<String, Object> entries() {
    return entries;
  }

  /** Whether there is an entry of this name. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** An array, the one that was put. */
  public float[] array(String name) {
    return entry(name, float[].class);
  }

  /** Copies an array into one of the same length. */
  public void copy(String name, float[] into) {
    float[] values = array(name);
    if (values.length != into.length) {
      throw new IllegalArgumentException(
          "state '%s': got %d values, expected %d".formatted(name, values.length, into.length));
    }
    System.arraycopy(values, 0, into, 0, into.length);
  }

  /** Real numbers. */
  public double[] reals(String name) {
    long[] bits = entry(name, long[].class);
    double[] values = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Double.longBitsToDouble(bits[i]);
    }
    return values;
  }

  /** A whole number. */
  public long number(String name) {
    long[] values = entry(name, long[].class);
    if (values.length != 1) {
      throw new IllegalArgumentException("state '%s': got %d numbers, expected 1".formatted(name, values.length));
    }
    return values[0];
  }

  /** A text. */
  public String text(String name) {
    return entry(name, String.class);
  }

  private <T> T entry(String name, Class<T> kind) {
    Object value = entries.get(name);
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException(
          "state '%s': %s, expected %s"
              .formatted(name, value == null ? "missing" : value.getClass().getSimpleName(), kind.getSimpleName()));
    }
    return kind.cast(value);
  }
}
