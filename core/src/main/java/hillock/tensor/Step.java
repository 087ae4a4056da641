package hillock.tensor;

import hillock.kernel.Engine;
import org.jspecify.annotations.Nullable;

/** One pass over a tape, forward and perhaps backward: from {@link Tape#step()} to {@link #close()}. */
public final class Step implements AutoCloseable {
  private final Tape tape;

  Step(Tape tape) {
    this.tape = tape;
  }

  /** The op object of the next slot: the one used here in the last step, or a new one. For implementations of ops. */
  public <T extends Op> T slot(Class<T> kind, Tape.Maker<T> maker) {
    return tape.slot(kind, maker);
  }

  /** A tensor over this array, which is not copied and must not change until the step closes. */
  public Tensor input(float[] values, Shape shape) {
    return Input.of(this, values, shape);
  }

  /** A parameter as a tensor, for formulas that no op with parameters covers. */
  public Tensor parameter(Parameter parameter) {
    return Weights.of(this, parameter);
  }

  /** Derivatives of a loss (or the sum of a tensor's elements) by all trainable parameters of the set. */
  public Gradients gradients(Tensor loss, Parameters wrt) {
    return tape.gradients(loss, wrt, false);
  }

  /** As {@link #gradients}, but added to the last ones of the same set: gradient accumulation over small batches. */
  public Gradients addGradients(Tensor loss, Parameters wrt) {
    return tape.gradients(loss, wrt, true);
  }

  /**
   * Adds a term to the loss of this step, such as the penalty that a layer puts on its activations. Whoever makes the
   * loss takes them all with {@link #withPenalties}.
   *
   * @param penalty a scalar, with its weight
   */
  public void penalize(Tensor penalty) {
    tape.penalize(penalty);
  }

  /** The loss plus all that was given to {@link #penalize} in this step; the same tensor when that is nothing. */
  public Tensor withPenalties(Tensor loss) {
    return tape.withPenalties(loss);
  }

  /**
   * For an op with a state: an array that holds what the same place of the last step wrote into it. It is all 0 at
   * first, after {@link Tape#forget()}, and when the size has changed, as it does with the batch.
   *
   * @return null unless the tape is {@link Tape#remembering}
   */
  public float @Nullable [] memory(int size) {
    return tape.memory(size);
  }

  /** Whether layers behave as in training. */
  public boolean training() {
    return tape.training();
  }

  /** What computes. */
  public Engine engine() {
    return tape.engine();
  }

  /** Number of this step; with {@link #seed()} and a stream of the layer's own it keys all randomness. */
  public long number() {
    return tape.number();
  }

  /** Seed of the tape. */
  public long seed() {
    return tape.seed();
  }

  /** Number of ops so far: tells two uses of one layer in one step apart. */
  public int position() {
    return tape.cursor();
  }

  /** Names the layer that the next ops belong to, for messages; returns the name before. */
  public String enter(String layer) {
    String before = tape.label();
    tape.label(layer);
    return before;
  }

  /** Ends the step: its tensors may no longer be used. */
  @Override
  public void close() {
    tape.closeStep();
  }
}
