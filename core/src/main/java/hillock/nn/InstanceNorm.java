package hillock.nn;

import hillock.tensor.Shape;

/**
 * Instance normalisation: each channel of each example, over all its positions, becomes {@code y = gain·(x - mean) /
 * √(variance + epsilon) + shift}; [..., k] to the same. It is {@link GroupNorm} with a group for each channel. Ulyanov,
 * Vedaldi and Lempitsky 2016, arXiv:1607.08022.
 *
 * <p>Parameters: {@code gain} [k], initially 1, {@code shift} [k], initially 0.
 *
 * @param epsilon above 0; 1e-5 by default
 */
public record InstanceNorm(float epsilon) implements Spec {
  /** Checks the range. */
  public InstanceNorm {
    if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
      throw new IllegalArgumentException("InstanceNorm: got epsilon %s, expected above 0".formatted(epsilon));
    }
  }

  /** With epsilon 1e-5. */
  public InstanceNorm() {
    this(1e-5f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("InstanceNorm", input);
    if (input.rows() < 2) {
      throw new IllegalArgumentException(
          "InstanceNorm: input %s has one value a channel, which has no variance; expected [..., k] with 2 positions"
                  .formatted(input)
              + " or more. Use LayerNorm");
    }
    return GroupNormOp.layer(scope, input, input.last(), epsilon);
  }
}
