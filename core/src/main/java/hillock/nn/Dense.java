package hillock.nn;

import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer: {@code y = x·W + b}, [..., in] to [..., units]. Put an activation after it.
 *
 * <p>Parameters: {@code weight} [in, units], {@code bias} [units], initially 0.
 *
 * @param units number of neurons, at least 1
 * @param bias whether there is a bias
 * @param initializer of the weights; the default is {@link HeUniform}
 * @param maxNorm largest length of a unit's incoming weights, restored after each update; 0, the default, for no limit
 */
public record Dense(int units, boolean bias, Initializer initializer, float maxNorm) implements Spec {
  /** Checks the ranges. */
  public Dense {
    if (units < 1) {
      throw new IllegalArgumentException("Dense: got %d units, expected at least 1".formatted(units));
    }
    if (!(maxNorm >= 0) || Float.isInfinite(maxNorm)) {
      throw new IllegalArgumentException("Dense: got maxNorm %s, expected above 0, or 0 for none".formatted(maxNorm));
    }
  }

  /** With bias and the default initial weights. */
  public Dense(int units) {
    this(units, new HeUniform());
  }

  /** With bias. */
  public Dense(int units, Initializer initializer) {
    this(units, true, initializer);
  }

  /** Without a limit on the weights. */
  public Dense(int units, boolean bias, Initializer initializer) {
    this(units, bias, initializer, 0f);
  }

  /** The same layer with a largest length of each unit's incoming weights. */
  public Dense withMaxNorm(float limit) {
    return new Dense(units, bias, initializer, limit);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    checkInput("Dense", input);
    int in = input.last();
    Parameter weight = scope.weight("weight", Shape.of(in, units), initializer, in, units);
    if (maxNorm > 0) {
      weight.constraint(new MaxNorm(maxNorm));
    }
    return new Built(weight, bias ? scope.bias("bias", Shape.of(units), 0) : null, input.withLast(units));
  }

  static void checkInput(String layer, Shape input) {
    if (input.rank() == 0 || input.last() == 0) {
      throw new IllegalArgumentException(
          "%s: input %s has no features on its last axis, expected at least 1".formatted(layer, input));
    }
  }

  private record Built(Parameter weight, @Nullable Parameter bias, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.affine(weight, bias);
    }
  }
}
