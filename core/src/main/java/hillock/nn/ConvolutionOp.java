package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** {@code y = x * w + bias}; {@link Correlation} has the formulas. */
final class ConvolutionOp extends Op {
  private Tensor x;
  private @Nullable Convolution layer;
  private Correlation correlation;

  ConvolutionOp(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, Convolution layer) {
    ConvolutionOp op = x.step().slot(ConvolutionOp.class, ConvolutionOp::new);
    op.input(x);
    op.uses(layer.weight());
    Parameter bias = layer.bias();
    if (bias != null) {
      op.uses(bias);
    }
    op.x = x;
    if (!layer.equals(op.layer)) {
      op.correlation = new Correlation(layer.window(), layer.channels(), layer.filters(), layer.groups());
      op.layer = layer;
    }
    op.forward(layer, x.step().engine());
    return op.out;
  }

  private void forward(Convolution conv, Engine engine) {
    int n = x.shape().dim(0);
    batch(out, n, conv.output());
    correlation.images(engine, x.data(), n);
    correlation.forward(conv.weight(), conv.bias(), false, out.data());
  }

  /** Gives the result its shape; the one it has serves again when the batch is as large. */
  static void batch(Tensor out, int n, Shape example) {
    out.shape(out.shape().isBatchOf(n, example) ? out.shape() : example.batch(n));
  }

  @Override
  protected void backward(Gradients gradients) {
    Convolution conv = layer;
    if (conv == null) {
      throw new AssertionError("backward before forward");
    }
    Engine engine = out.step().engine();
    Parameter w = conv.weight();
    Parameter bias = conv.bias();
    float[] dy = out.gradArray();
    float[] dw = gradients.values();
    if (bias != null && gradients.wants(bias)) {
      int rows = out.shape().rows();
      int k = conv.filters();
      engine.columnSums(dy, 0, k, rows, k, gradients.accumulate(bias), dw, bias.offset());
    }
    if (gradients.wants(w)) {
      correlation.weights(dy, gradients.accumulate(w), dw, w.offset());
    }
    if (x.wanted()) {
      boolean add = x.accumulate();
      correlation.data(engine, dy, x.shape().dim(0), w.array(), w.offset(), add, x.gradArray());
    }
  }
}
