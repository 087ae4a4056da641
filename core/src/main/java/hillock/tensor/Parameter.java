package hillock.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A named, mutable block of weights that training changes, or (when {@link #trainable} is false) statistics such as the
 * running means of batch normalisation, which forward passes change.
 *
 * <p>The numbers lie in the flat array of the {@link Parameters} that own this parameter, from {@link #offset()} on, so
 * that optimisers, checkpoints and hashes each are one pass over one array.
 */
public final class Parameter {
  private final String name;
  private final Shape shape;
  private final boolean decayed;
  private final int index;
  private final int offset;
  private final Parameters owner;
  private boolean trainable;
  private @Nullable Constraint constraint;
  private int version;

  Parameter(Parameters owner, int index, int offset, String name, Shape shape, boolean trainable, boolean decayed) {
    this.owner = owner;
    this.index = index;
    this.offset = offset;
    this.name = name;
    this.shape = shape;
    this.trainable = trainable;
    this.decayed = decayed;
  }

  /** Path within its network, such as {@code 0.dense.weight}. */
  public String name() {
    return name;
  }

  /** The lengths of its axes. */
  public Shape shape() {
    return shape;
  }

  /** Number of values. */
  public int size() {
    return shape.size();
  }

  /** The array that holds the values, those of other parameters too. */
  public float[] array() {
    return owner.values();
  }

  /** Where in {@link #array()} the first value stands. */
  public int offset() {
    return offset;
  }

  /** The values in an array of their own. */
  public float[] copy() {
    float[] values = new float[size()];
    System.arraycopy(array(), offset, values, 0, values.length);
    return values;
  }

  /** Replaces all values; counts as a change ({@link #version()}). */
  public void set(float... values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "parameter '%s' %s: got %d values, expected %d".formatted(name, shape, values.length, size()));
    }
    System.arraycopy(values, 0, array(), offset, values.length);
    changed();
  }

  /** Whether gradients are made for it; false for running statistics and for frozen weights. */
  public boolean trainable() {
    return trainable;
  }

  /** Freezes (false) or thaws (true) the weights: frozen ones get no gradient and no update. */
  public void trainable(boolean wanted) {
    trainable = wanted;
  }

  /**
   * Whether weight decay and L1 apply: true for weights that multiply inputs, false for biases, gains and statistics.
   */
  public boolean decayed() {
    return decayed;
  }

  /**
   * Adds to what {@link Parameters#constrain} restores after each update, in the order of the calls. Layers call it for
   * the parameters that they make, and so does whoever prunes them.
   */
  public void constraint(Constraint wanted) {
    Constraint before = constraint;
    constraint =
        before == null
            ? wanted
            : parameter -> {
              before.apply(parameter);
              wanted.apply(parameter);
            };
  }

  void constrain() {
    if (constraint != null && trainable) {
      constraint.apply(this);
    }
  }

  /** Grows by one at every change, so that a change between forward and backward is noticed. */
  public int version() {
    return owner.version() + version;
  }

  /**
   * To be called by whoever wrote into {@link #array()} directly: layers may keep weights in an order of their own as
   * well, and copy them again only after a change.
   */
  public void changed() {
    version++;
  }

  Parameters owner() {
    return owner;
  }

  int index() {
    return index;
  }

  @Override
  public String toString() {
    return name + " " + shape;
  }
}
