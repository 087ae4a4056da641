package hillock.nn;

import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What training makes small: the weighted mean over the rows of a batch of a row's loss l_r, {@code L = Σ_r w_r·l_r /
 * Σ_r w_r·c_r}, where c_r is 1 or, with class weights, the weight of the row's class.
 *
 * <p>A loss is a record. Losses for classes take the raw outputs of the last dense layer and fold the output activation
 * in, which is stable where softmax followed by a logarithm is not; {@link #link()} names that activation for
 * predictions.
 */
public interface Loss {
  /**
   * The loss of a batch, a scalar; 0 when the batch is empty or all weights are 0.
   *
   * @param output raw outputs of the network, [n, k], or [n, time, k] for sequences, of which the padding ({@link
   *     Tensor#lengths()}) does not count
   * @param target numbers in the output's shape, or class indices in that shape without k when {@link #classes()}
   * @param weights [n] weights of the rows, not negative; null for all 1
   */
  Tensor of(Tensor output, Tensor target, @Nullable Tensor weights);

  /** As above with all weights 1. */
  default Tensor of(Tensor output, Tensor target) {
    return of(output, target, null);
  }

  /** Whether targets are classes rather than numbers: class indices 0..k-1 as floats. */
  default boolean classes() {
    return false;
  }

  /** What turns raw outputs into predictions: softmax, sigmoid or, by default, nothing. */
  default Spec link() {
    return new Linear();
  }
}
