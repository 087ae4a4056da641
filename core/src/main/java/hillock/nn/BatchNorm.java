package hillock.nn;

import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * Batch normalisation: each feature j of the last axis becomes {@code y = gain·(x - mean) / √(variance + epsilon) +
 * shift}; [..., k] to the same. In training mean and variance (divisor: rows) are those of the batch, over all axes but
 * the last; in inference they are running averages of the training batches' means and variances (divisor there: rows -
 * 1). Ioffe and Szegedy 2015, arXiv:1502.03167.
 *
 * <p>Parameters: {@code gain} [k], initially 1, {@code shift} [k], initially 0; statistics {@code mean} [k], initially
 * 0, {@code variance} [k], initially 1.
 *
 * @param momentum weight of the newest batch in the running averages, from 0 (excluded) to 1; 0.1 by default
 * @param epsilon above 0; 1e-5 by default
 */
public record BatchNorm(float momentum, float epsilon) implements Spec {
  /** Checks the ranges. */
  public BatchNorm {
    if (!(momentum > 0 && momentum <= 1) || !(epsilon > 0) || Float.isInfinite(epsilon)) {
      throw new IllegalArgumentException(
          "BatchNorm: got momentum %s, epsilon %s; expected a momentum above 0 and at most 1, an epsilon above 0"
              .formatted(momentum, epsilon));
    }
  }

  /** With momentum 0.1 and epsilon 1e-5. */
  public BatchNorm() {
    this(0.1f, 1e-5f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("BatchNorm", input);
    Shape row = Shape.of(input.last());
    return new Built(
        this,
        scope.bias("gain", row, 1),
        scope.bias("shift", row, 0),
        scope.statistic("mean", row, 0),
        scope.statistic("variance", row, 1),
        input);
  }

  /** The layer with its parameters, all [k]. */
  record Built(BatchNorm spec, Parameter gain, Parameter shift, Parameter mean, Parameter variance, Shape output)
      implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return BatchNormOp.of(x, this);
    }
  }
}
