package hillock.gradcheck;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/** {@code y = Σ c_i·x_i}: any tensor to a scalar to which every element contributes differently. */
final class Projection extends Op {
  private Tensor x;
  private double[] c;

  Projection(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, double[] c) {
    Projection op = x.step().slot(Projection.class, Projection::new);
    op.input(x);
    op.x = x;
    op.c = c;
    op.out.shape(Shape.scalar());
    double sum = 0;
    for (int i = 0; i < c.length; i++) sum += c[i] * x.data()[i];
    op.out.data()[0] = sum;
    return op.out;
  }

  @Override
  protected void backward(Gradients gradients) {
    double dy = out.gradArray()[0];
    double[] dx = x.grad();
    for (int i = 0; i < c.length; i++) dx[i] += c[i] * dy;
  }
}
