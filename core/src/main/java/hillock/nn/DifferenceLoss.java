package hillock.nn;

import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A loss for numbers that depends on the difference of output and target alone: a row's loss is {@code scale(k)·Σ_j
 * f(y_j - t_j)} over its k elements. Gradients flow to the targets as well.
 */
interface DifferenceLoss extends Loss {
  /** Sets {@code l[i] = f(d[i])}. */
  void value(float[] d, float[] l, int from, int to);

  /** Sets {@code s[i] = f'(d[i])}. */
  void slope(float[] d, float[] s, int from, int to);

  /** What the sum over the elements of a row is multiplied by: 1/k, to make it their mean. */
  default float scale(int k) {
    return 1f / k;
  }

  @Override
  default Tensor of(Tensor output, Tensor target, @Nullable Tensor weights) {
    return DifferenceLossOp.of(this, output, target, weights);
  }
}
