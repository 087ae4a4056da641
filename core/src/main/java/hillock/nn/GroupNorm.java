package hillock.nn;

import hillock.tensor.Shape;

/**
 * Group normalisation: within each example, the last axis is cut into equal groups of neighbouring channels, and each
 * group, over all positions, becomes {@code y = gain·(x - mean) / √(variance + epsilon) + shift}, mean and variance
 * (divisor: their number) being those of the group; [..., k] to the same. It needs no other rows, so it works with
 * batches of any size and is the same in training and inference. Wu and He 2018, arXiv:1803.08494.
 *
 * <p>Parameters: {@code gain} [k], initially 1, {@code shift} [k], initially 0.
 *
 * @param groups number of groups, a divisor of k; 1 takes all channels together
 * @param epsilon above 0; 1e-5 by default
 */
public record GroupNorm(int groups, float epsilon) implements Spec {
  /** Checks the ranges. */
  public GroupNorm {
    if (groups < 1) {
      throw new IllegalArgumentException("GroupNorm: got %d groups, expected at least 1".formatted(groups));
    }
    if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
      throw new IllegalArgumentException("GroupNorm: got epsilon %s, expected above 0".formatted(epsilon));
    }
  }

  /** With epsilon 1e-5. */
  public GroupNorm(int groups) {
    this(groups, 1e-5f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("GroupNorm", input);
    if (input.last() % groups != 0) {
      throw new IllegalArgumentException(
          "GroupNorm: input %s has %d channels, expected a multiple of the %d groups"
              .formatted(input, input.last(), groups));
    }
    return GroupNormOp.layer(scope, input, groups, epsilon);
  }
}
