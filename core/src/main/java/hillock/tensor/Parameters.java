package hillock.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All parameters of a network, in the order they were made, over one flat array of values. */
public final class Parameters implements Iterable<Parameter> {
  private final List<Parameter> list = new ArrayList<>();
  private final boolean given;
  private float[] values;
  private int size;
  private int version;

  /** None yet. */
  public Parameters() {
    this(new float[0], false);
  }

  private Parameters(float[] values, boolean given) {
    this.values = values;
    this.given = given;
  }

  /** None yet; those added take their values from this array in order, and never more than it has. */
  public static Parameters over(float[] values) {
    return new Parameters(values, true);
  }

  /** Whether the values were there before the parameters, so that initial ones must not be made. */
  public boolean given() {
    return given;
  }

  /**
   * Adds a parameter whose values are all 0, or those {@link #over} gave.
   *
   * @throws IllegalArgumentException when there are more values than an array holds, or than were given
   */
  public Parameter add(String name, Shape shape, boolean trainable, boolean decayed) {
    long total = (long) size + shape.size();
    if (total > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          "parameter '%s' %s: the network has more values than a Java array holds".formatted(name, shape));
    }
    if (given && total > values.length) {
      throw new IllegalArgumentException(
          "parameter '%s' %s: got %d values for all parameters, expected at least %d"
              .formatted(name, shape, values.length, total));
    }
    if (total > values.length) {
      values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 64, Math.max(total, 2L * values.length)));
    }
    Parameter parameter = new Parameter(this, list.size(), size, name, shape, trainable, decayed);
    list.add(parameter);
    size = (int) total;
    return parameter;
  }

  /** Trims the array of values to its size; call once after the last {@link #add}. */
  public void trim() {
    if (values.length != size) {
      values = Arrays.copyOf(values, size);
    }
  }

  /** The flat array of all values, of which the first {@link #size()} count. */
  public float[] values() {
    return values;
  }

  /** Number of values of all parameters together. */
  public int size() {
    return size;
  }

  /** Number of values that training changes. */
  public int trainableSize() {
    int total = 0;
    for (Parameter parameter : list) {
      total += parameter.trainable() ? parameter.size() : 0;
    }
    return total;
  }

  /** Number of parameters. */
  public int count() {
    return list.size();
  }

  /** The parameter at this place. */
  public Parameter at(int index) {
    return list.get(index);
  }

  /** The parameter of this name. */
  public Optional<Parameter> named(String name) {
    return list.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }

  /**
   * Restores the conditions that layers put on their weights ({@link Constraint}), such as a largest norm. Optimisers
   * call it after each update, before {@link #changed()}.
   */
  public void constrain() {
    for (int i = 0; i < list.size(); i++) {
      list.get(i).constrain();
    }
  }

  /**
   * To be called by whoever wrote into {@link #values()} directly: layers may keep weights in an order of their own as
   * well, and copy them again only after a change.
   */
  public void changed() {
    version++;
  }

  int version() {
    return version;
  }

  @Override
  public Iterator<Parameter> iterator() {
    return Collections.unmodifiableList(list).iterator();
  }
}
