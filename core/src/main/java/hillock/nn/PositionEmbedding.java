package hillock.nn;

import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * Adds to every time step numbers of its own that are learned, since attention itself knows no order: {@code y[t] =
 * x[t] + p[t]}; [time, k] to the same. Radford et al. 2018, "Improving language understanding by generative
 * pre-training". {@link PositionalEncoding} needs no learning.
 *
 * <p>Parameter: {@code position} [time, k], initially normal.
 *
 * @param deviation standard deviation of the initial numbers, above 0; 0.02 by default
 */
public record PositionEmbedding(float deviation) implements Spec {
  /** Checks the range. */
  public PositionEmbedding {
    if (!(deviation > 0) || Float.isInfinite(deviation)) {
      throw new IllegalArgumentException("PositionEmbedding: got deviation %s, expected above 0".formatted(deviation));
    }
  }

  /** With deviation 0.02. */
  public PositionEmbedding() {
    this(0.02f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    PositionOp.checkInput("PositionEmbedding", input);
    Parameter position = scope.weight("position", input, new Normal(deviation), input.dim(0), input.last());
    return new Built(position, input);
  }

  private record Built(Parameter position, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return PositionOp.of(x, position);
    }
  }
}
