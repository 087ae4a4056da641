package hillock.nn;

import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * A fully connected layer: {@code y = x·W + b}, [..., in] to [..., units]. Put an activation after it.
 *
 * <p>Parameters: {@code weight} [in, units], {@code bias} [units], initially 0.
 *
 * @param units number of neurons, at least 1
 * @param bias whether there is a bias
 * @param initializer of the weights; the default is {@link HeUniform}
 */
public record Dense(int units, boolean bias, Initializer initializer) implements Spec {
  /** Checks the ranges. */
  public Dense {
    if (units < 1) {
      throw new IllegalArgumentException("Dense: got %d units, expected at least 1".formatted(units));
    }
  }

  /** With bias and the default initial weights. */
  public Dense(int units) {
    this(units, true, new HeUniform());
  }

  /** With bias. */
  public Dense(int units, Initializer initializer) {
    this(units, true, initializer);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    if (input.rank() == 0) {
      throw new IllegalArgumentException("Dense: input " + input + " has no axis of features");
    }
    int in = input.last();
    Parameter weight = scope.weight("weight", Shape.of(in, units), initializer, in, units);
    return new Built(weight, bias ? scope.bias("bias", Shape.of(units), 0) : null, input.withLast(units));
  }

  private record Built(Parameter weight, Parameter bias, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.affine(weight, bias);
    }
  }
}
