package hillock.tensor;

import java.util.Arrays;

/**
 * The lengths of a tensor's axes, outermost first; images are [height, width, channels], batches come first.
 *
 * <p>Immutable. A shape without axes is a scalar of size 1.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    this.dims = dims;
    long product = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException("shape " + Arrays.toString(dims) + ": lengths must not be negative");
      }
      product *= dim;
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dims) + ": more elements than a Java array holds (2147483647)");
      }
    }
    size = (int) product;
  }

  /** A shape of these lengths. */
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** The shape of a single number. */
  public static Shape scalar() {
    return SCALAR;
  }

  /** Number of axes. */
  public int rank() {
    return dims.length;
  }

  /** Length of an axis; negative indices count from the last (-1). */
  public int dim(int axis) {
    return dims[axis < 0 ? dims.length + axis : axis];
  }

  /** Number of elements, the product of all lengths. */
  public int size() {
    return size;
  }

  /** Length of the last axis: features of a row, channels of an image. */
  public int last() {
    return dims.length == 0 ? 1 : dims[dims.length - 1];
  }

  /** Number of rows when all axes but the last are taken together. */
  public int rows() {
    int rows = 1;
    for (int axis = 0; axis < dims.length - 1; axis++) {
      rows *= dims[axis];
    }
    return rows;
  }

  /** The lengths, in an array of their own. */
  public int[] toArray() {
    return dims.clone();
  }

  /** This shape with another axis of length n before the first. */
  public Shape batch(int n) {
    int[] longer = new int[dims.length + 1];
    longer[0] = n;
    System.arraycopy(dims, 0, longer, 1, dims.length);
    return new Shape(longer);
  }

  /** This shape without its first axis: one example of a batch. */
  public Shape example() {
    return new Shape(Arrays.copyOfRange(dims, 1, dims.length));
  }

  /** This shape with another last length. */
  public Shape withLast(int length) {
    int[] changed = dims.clone();
    changed[dims.length - 1] = length;
    return new Shape(changed);
  }

  /** Whether this is {@code example} with a batch axis of length n before it; allocates nothing. */
  public boolean isBatchOf(int n, Shape example) {
    return dims.length == example.dims.length + 1
        && dims[0] == n
        && Arrays.equals(dims, 1, dims.length, example.dims, 0, example.dims.length);
  }

  /** Whether this is {@code other} but for its last length, which is {@code last}; allocates nothing. */
  public boolean equalsExceptLast(Shape other, int last) {
    int axes = dims.length;
    return axes == other.dims.length
        && axes > 0
        && dims[axes - 1] == last
        && Arrays.equals(dims, 0, axes - 1, other.dims, 0, axes - 1);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
