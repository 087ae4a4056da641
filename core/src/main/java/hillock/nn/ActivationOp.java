package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/** y = f(x) for any {@link Activation}, cut for the engine's threads. */
final class ActivationOp extends Op {
  /** Elements worth a task of their own. */
  private static final int GRAIN = 16 * 1024;

  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range backwardRange = this::backward;
  private Activation activation;
  private Tensor x;
  private Kernels kernels;
  private float[] dx;

  ActivationOp(Tape tape) {
    super(tape);
  }

  static Tensor of(Activation activation, Tensor x) {
    ActivationOp op = x.step().slot(ActivationOp.class, ActivationOp::new);
    op.input(x);
    op.activation = activation;
    op.x = x;
    op.out.shape(x.shape());
    Engine engine = x.step().engine();
    op.kernels = engine.kernels();
    engine.forEach(x.size(), GRAIN, op.forwardRange);
    return op.out;
  }

  private void forward(int from, int to) {
    activation.forward(kernels, x.data(), out.data(), from, to);
  }

  @Override
  protected void backward(Gradients gradients) {
    dx = x.grad();
    out.step().engine().forEach(x.size(), GRAIN, backwardRange);
  }

  private void backward(int from, int to) {
    activation.backward(kernels, x.data(), out.data(), out.gradArray(), dx, from, to);
  }
}
