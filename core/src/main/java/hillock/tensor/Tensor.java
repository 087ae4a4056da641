package hillock.tensor;

import hillock.kernel.Engine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value on a {@link Tape}: the result of an {@link Op}, valid until its {@link Step} closes.
 *
 * <p>The next step reuses the object and its arrays, so that only {@link #item()} and {@link #copy()} may outlive a
 * step. A tensor that was kept is refused until the next step records an op in its place; from then on it is that op's
 * result.
 */
public final class Tensor {
  private static final Engine.Unary CLEAR = (_, x, xo, y, yo, n) -> Arrays.fill(y, yo, yo + n, 0f);

  final Tape tape;
  final Op op;
  private Shape shape = Shape.scalar();
  private float[] data = {};
  private float[] grad = {};
  private int @Nullable [] lengths;
  private long lengthsStamp;
  long stamp;
  boolean wanted;
  boolean graded;

  Tensor(Tape tape, Op op) {
    this.tape = tape;
    this.op = op;
  }

  /** The lengths of its axes. */
  public Shape shape() {
    return shape;
  }

  /** Number of elements. */
  public int size() {
    return shape.size();
  }

  /** Its elements, row-major, from index 0 on; the array may be longer. For ops; others use {@link #copy()}. */
  public float[] data() {
    return data;
  }

  /** The elements in an array of their own, which outlives the step. */
  public float[] copy() {
    step();
    return Arrays.copyOf(data, size());
  }

  /** The only element of a tensor of size 1, such as a loss. */
  public float item() {
    step();
    if (size() != 1) {
      throw new IllegalStateException("item() wants a tensor of one element, got shape " + shape);
    }
    return data[0];
  }

  /** The open step this tensor belongs to; an exception when that step has closed. */
  public Step step() {
    return tape.openStep(this);
  }

  /** Gives the tensor a shape of its own array; for the op that makes it. Contents are whatever was there before. */
  public void shape(Shape wanted) {
    shape = wanted;
    if (data.length < wanted.size()) {
      data = new float[wanted.size()];
    }
  }

  /** Lets the tensor stand for an existing array; for ops that do not compute, such as inputs and views. */
  public void view(float[] array, Shape wanted) {
    if (array.length < wanted.size()) {
      throw new IllegalArgumentException(
          "got %d values, shape %s expects %d".formatted(array.length, wanted, wanted.size()));
    }
    shape = wanted;
    data = array;
  }

  /**
   * How many time steps of each example count when examples are of unequal length, [batch]; null when all count. In a
   * tensor [batch, time, ...] the steps from {@code lengths()[i]} on are padding in example i: recurrent layers and
   * attention pass over them, and losses and metrics leave them out.
   *
   * <p>Lengths begin at a layer that knows them, such as {@code Masking} or {@code Embedding}. From there every op
   * hands them on whose result has at least three axes, [batch, time, ...], of which the first two are as long as those
   * of its input; an op for which this is wrong calls {@link #lengths(int[])}. The array must not be changed.
   */
  public int @Nullable [] lengths() {
    if (lengthsStamp != stamp) {
      lengthsStamp = stamp;
      lengths = op.inheritedLengths();
    }
    return lengths;
  }

  /**
   * Sets {@link #lengths()}; for the op that makes the tensor.
   *
   * @param given [batch], each from 0 to the number of time steps, kept and not copied; null for none
   */
  public void lengths(int @Nullable [] given) {
    lengthsStamp = stamp;
    lengths = given;
  }

  /** Whether the derivative of the loss by this tensor is needed; only meaningful within {@link Op#backward}. */
  public boolean wanted() {
    return wanted;
  }

  /** The derivative of the loss by this tensor, to add to: cleared before its first use in a backward pass. */
  public float[] grad() {
    if (!accumulate()) {
      step().engine().map(CLEAR, grad, 0, grad, 0, size());
    }
    return grad;
  }

  /**
   * For an op that can overwrite: announces a write to {@link #gradArray()} and tells whether it must add (true) to
   * what earlier writers put there or overwrite (false) what is there.
   */
  public boolean accumulate() {
    if (grad.length < size()) {
      grad = new float[size()];
      graded = false;
    }
    boolean before = graded;
    graded = true;
    return before;
  }

  /** The array of derivatives as it is; see {@link #accumulate()}. */
  public float[] gradArray() {
    return grad;
  }

  /** A tensor with the same elements through which no gradient flows. */
  public Tensor detach() {
    return Detach.of(this);
  }

  /** The same elements under another shape of the same size. */
  public Tensor reshape(Shape wanted) {
    return Reshape.of(this, wanted);
  }

  /** The same elements, each example (all but the first axis) under another shape of the same size. */
  public Tensor reshapeExamples(Shape example) {
    return Reshape.examples(this, example);
  }

  /** {@code this · weight + bias}; see {@link Affine}. */
  public Tensor affine(Parameter weight, @Nullable Parameter bias) {
    return Affine.of(this, weight, bias);
  }

  /** Element-wise sum of two tensors of one shape. */
  public Tensor plus(Tensor other) {
    return Add.of(this, other);
  }

  /** Element-wise product of two tensors of one shape. */
  public Tensor times(Tensor other) {
    return Multiply.of(this, other);
  }

  /** Every element times a number. */
  public Tensor times(float factor) {
    return Scale.of(this, factor);
  }

  /** Element-wise difference of two tensors of one shape. */
  public Tensor minus(Tensor other) {
    return plus(other.times(-1f));
  }

  /** Matrix product of this, [..., k], and other, [k, n]. */
  public Tensor matmul(Tensor other) {
    return Matmul.of(this, other);
  }

  /** This, [..., k], plus one row [k] in each of its rows. */
  public Tensor plusRow(Tensor row) {
    return PlusRow.of(this, row);
  }

  /** Sum of all elements, a scalar. */
  public Tensor sum() {
    return Sum.of(this);
  }

  @Override
  public String toString() {
    return op.label() + " " + shape;
  }
}
