package hillock.tensor;

import hillock.kernel.Engine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One formula: its forward computation and its derivative, in one file.
 *
 * <p>An op object lives in a slot of its tape and is used again by the same place of every step, with its buffers. A
 * static {@code of(...)} method takes the slot, announces inputs and parameters, computes {@link #out} and returns it:
 *
 * <pre>{@code
 * public static Tensor of(Tensor x) {
 *   Square op = x.step().slot(Square.class, Square::new);
 *   op.input(x);
 *   op.out.shape(x.shape());
 *   for (int i = 0, n = x.size(); i < n; i++) op.out.data()[i] = x.data()[i] * x.data()[i];
 *   return op.out;
 * }
 * }</pre>
 */
public abstract class Op {
  private static final Engine.Unary COPY = (_, x, xo, y, yo, n) -> System.arraycopy(x, xo, y, yo, n);
  private static final Engine.Unary ADD = (kernels, x, xo, y, yo, n) -> kernels.axpy(1f, x, xo, y, yo, n);

  /** The result. */
  protected final Tensor out;

  private Tensor[] inputs = new Tensor[2];
  private int inputCount;
  private Parameter[] parameters = new Parameter[2];
  private int[] versions = new int[2];
  private int parameterCount;
  private String label = "";

  /** For a slot of this tape; called by {@link Step#slot}. */
  protected Op(Tape tape) {
    out = new Tensor(tape, this);
  }

  final void reset() {
    inputCount = 0;
    parameterCount = 0;
  }

  /** Announces a tensor that the result depends on; it must be of the same tape and its step still open. */
  protected final void input(Tensor x) {
    if (x.step() != out.step()) {
      throw new IllegalArgumentException(label() + ": its inputs are on two tapes; record one computation on one tape");
    }
    if (inputCount == inputs.length) {
      inputs = Arrays.copyOf(inputs, 2 * inputCount);
    }
    inputs[inputCount++] = x;
  }

  /** Announces a parameter that the result depends on. */
  protected final void uses(Parameter parameter) {
    if (parameterCount == parameters.length) {
      parameters = Arrays.copyOf(parameters, 2 * parameterCount);
      versions = Arrays.copyOf(versions, 2 * parameterCount);
    }
    parameters[parameterCount] = parameter;
    versions[parameterCount++] = parameter.version();
  }

  /** Whether the derivative by the result is needed: when it is for any input or parameter. */
  protected boolean wanted(Gradients gradients) {
    for (int i = 0; i < inputCount; i++) {
      if (inputs[i].wanted) {
        return true;
      }
    }
    for (int i = 0; i < parameterCount; i++) {
      if (gradients.wants(parameters[i])) {
        return true;
      }
    }
    return false;
  }

  /** The lengths of the first input that has some and whose batch and time axes the result shares. */
  final int @Nullable [] inheritedLengths() {
    Shape shape = out.shape();
    if (shape.rank() < 3) {
      return null;
    }
    for (int i = 0; i < inputCount; i++) {
      Shape given = inputs[i].shape();
      if (given.rank() >= 2 && given.dim(0) == shape.dim(0) && given.dim(1) == shape.dim(1)) {
        int[] lengths = inputs[i].lengths();
        if (lengths != null) {
          return lengths;
        }
      }
    }
    return null;
  }

  final void checkVersions() {
    for (int i = 0; i < parameterCount; i++) {
      if (parameters[i].version() != versions[i]) {
        throw new IllegalStateException(
            ("%s: parameter '%s' was changed between the forward pass and the gradient;"
                    + " make gradients first, then update")
                .formatted(label(), parameters[i].name()));
      }
    }
  }

  /**
   * Adds the derivative by each input to {@link Tensor#grad()} where {@link Tensor#wanted()}, and that by each
   * parameter to the gradients where {@link Gradients#wants}, given that by the result in {@code out.gradArray()}.
   */
  protected abstract void backward(Gradients gradients);

  /** For an input whose derivative is that by the result, element by element: hands it on where it is wanted. */
  protected final void passOn(Tensor x) {
    if (x.wanted()) {
      Engine.Unary write = x.accumulate() ? ADD : COPY;
      out.step().engine().map(write, out.gradArray(), 0, x.gradArray(), 0, x.size());
    }
  }

  /** Names the layer this op works for, so that messages can point at it. */
  public final void label(String layer) {
    label = layer;
  }

  /** The path of the layer this op works for; empty when it works for none, such as a loss. */
  public final String layer() {
    return label;
  }

  /** The result of its last step: for observers, which must not write to it. */
  public final Tensor result() {
    return out;
  }

  /** The tensor announced first in its last step, or null when there was none: for observers likewise. */
  public final @Nullable Tensor firstInput() {
    return inputCount == 0 ? null : inputs[0];
  }

  /** What messages call this op: its formula, and its layer when known. */
  public final String label() {
    String kind = getClass().getSimpleName();
    return label.isEmpty() ? kind : kind + " of '" + label + "'";
  }
}
