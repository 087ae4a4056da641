package hillock.nn;

import hillock.kernel.Kernels;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * A function of one number, applied to every element: {@code y = f(x)}, any shape to the same shape.
 *
 * <p>An activation is one record with two methods, the function and its derivative. Use a kernel for the part that
 * needs speed ({@link Kernels#exp} and the like) and plain loops over {@code [i]} for the rest. The JVM vectorises such
 * loops when they do not branch: {@link Math#max(float, float)} and {@link Math#signum(float)} run several times as
 * fast as the conditional operator.
 */
public interface Activation extends Spec {
  /** Sets {@code y[i] = f(x[i])} for {@code from <= i < to}; x and y are different arrays. */
  void forward(Kernels kernels, float[] x, float[] y, int from, int to);

  /**
   * Sets {@code slope[i] = f'(x[i])} for {@code from <= i < to}, where {@code y[i] = f(x[i])}; the three arrays are
   * different.
   */
  void slope(Kernels kernels, float[] x, float[] y, float[] slope, int from, int to);

  @Override
  default Module build(Scope scope, Shape input) {
    return new ActivationModule(this, input);
  }

  /** The activation of a tensor. */
  default Tensor of(Tensor x) {
    return ActivationOp.of(this, x);
  }
}
