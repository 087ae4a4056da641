package hillock.nn;

import hillock.kernel.Kernels;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * A function of one number, applied to every element: {@code y = f(x)}, any shape to the same shape.
 *
 * <p>An activation is one record with these two methods; use a kernel for the part that needs speed ({@link Kernels#exp} and
 * the like) and plain loops over {@code [i]} for the rest, which the JVM vectorises.
 */
public interface Activation extends Spec {
  /** Sets {@code y[i] = f(x[i])} for from ≤ i < to. */
  void forward(Kernels kernels, float[] x, float[] y, int from, int to);

  /** Adds {@code f'(x[i])·dy[i]} to {@code dx[i]} for from ≤ i < to; y holds the results of the forward pass. */
  void backward(Kernels kernels, float[] x, float[] y, float[] dy, float[] dx, int from, int to);

  @Override
  default Module build(Scope scope, Shape input) {
    return new ActivationModule(this, input);
  }

  /** The activation of a tensor. */
  default Tensor of(Tensor x) {
    return ActivationOp.of(this, x);
  }
}
