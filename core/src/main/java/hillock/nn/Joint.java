package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/** A fully built {@link Merge}: a {@link Module} of several inputs. */
public interface Joint {
  /**
   * The result for a batch.
   *
   * @param inputs all of the batch's size, in the order of {@link Merge#join}; valid during the call
   */
  Tensor forward(Tensor[] inputs);

  /** Shape of one example of the result, without the batch axis. */
  Shape output();
}
