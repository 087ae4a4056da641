package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Probabilities of classes: {@code y_j = exp(x_j) / Σ_k exp(x_k)} over the last axis, [..., classes] to the same; each
 * row sums to 1. {@code dx_j = y_j·(dy_j - Σ_k dy_k·y_k)}.
 *
 * <p>For training leave it out: {@link CrossEntropy} takes the inputs of the softmax.
 */
public record Softmax() implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    if (input.rank() == 0) {
      throw new IllegalArgumentException("Softmax: input " + input + " has no axis of classes");
    }
    return new Built(input);
  }

  /** The softmax of a tensor's rows. */
  public static Tensor of(Tensor x) {
    return SoftmaxOp.of(x);
  }

  private record Built(Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return SoftmaxOp.of(x);
    }
  }

  private static final class SoftmaxOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private Kernels kernels;
    private float[] dx;

    SoftmaxOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x) {
      SoftmaxOp op = x.step().slot(SoftmaxOp.class, SoftmaxOp::new);
      op.input(x);
      op.x = x;
      op.kernels = x.step().engine().kernels();
      op.out.shape(x.shape());
      op.rows(op.forwardRange);
      return op.out;
    }

    private void rows(Engine.Range range) {
      out.step().engine().forEach(x.shape().rows(), 1 + Engine.MAP_GRAIN / Math.max(1, x.shape().last()), range);
    }

    private void forward(int from, int to) {
      int classes = x.shape().last();
      kernels.softmax(x.data(), from * classes, out.data(), from * classes, to - from, classes, null, 0);
    }

    @Override
    protected void backward(Gradients gradients) {
      dx = x.grad();
      rows(backwardRange);
    }

    private void backward(int from, int to) {
      int classes = x.shape().last();
      float[] y = out.data();
      float[] dy = out.gradArray();
      float[] d = dx;
      for (int r = from; r < to; r++) {
        float mean = kernels.dot(dy, r * classes, y, r * classes, classes);
        for (int i = r * classes, end = i + classes; i < end; i++) {
          d[i] += y[i] * (dy[i] - mean);
        }
      }
    }
  }
}
