package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/** A fully built layer. It holds parameters but no state of a call, so one module serves many tapes at once. */
public interface Module {
  /** The layer's result for a batch, [n, ...input] to [n, ...{@link #output()}]. */
  Tensor forward(Tensor x);

  /** Shape of one example of the result, without the batch axis. */
  Shape output();
}
