package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Forward is the derivative of a convolution by its images, and the other way round. */
final class TransposedConvolutionOp extends Op {
  private final Engine.Range biasRange = this::startFromBias;
  private Tensor x;
  private @Nullable TransposedConvolution layer;
  private @Nullable Parameter bias;
  private Correlation correlation;

  TransposedConvolutionOp(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, TransposedConvolution layer) {
    TransposedConvolutionOp op = x.step().slot(TransposedConvolutionOp.class, TransposedConvolutionOp::new);
    op.input(x);
    op.uses(layer.weight());
    op.bias = layer.bias();
    if (op.bias != null) {
      op.uses(op.bias);
    }
    op.x = x;
    if (!layer.equals(op.layer)) {
      op.correlation = new Correlation(layer.window(), layer.output().last(), layer.channels(), 1);
      op.layer = layer;
    }
    op.forward(layer, x.step().engine());
    return op.out;
  }

  private void forward(TransposedConvolution conv, Engine engine) {
    int n = x.shape().dim(0);
    ConvolutionOp.batch(out, n, conv.output());
    if (bias != null) {
      engine.forEach(out.shape().rows(), 1 + Engine.MAP_GRAIN / out.shape().last(), biasRange);
    }
    correlation.data(engine, x.data(), n, conv.weight().array(), conv.weight().offset(), bias != null, out.data());
  }

  private void startFromBias(int from, int to) {
    Parameter b = bias;
    int k = out.shape().last();
    for (int r = from; b != null && r < to; r++) {
      System.arraycopy(b.array(), b.offset(), out.data(), r * k, k);
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    TransposedConvolution conv = layer;
    if (conv == null) {
      throw new AssertionError("backward before forward");
    }
    Engine engine = out.step().engine();
    float[] dy = out.gradArray();
    if (bias != null && gradients.wants(bias)) {
      int k = out.shape().last();
      boolean add = gradients.accumulate(bias);
      engine.columnSums(dy, 0, k, out.shape().rows(), k, add, gradients.values(), bias.offset());
    }
    correlation.images(engine, dy, x.shape().dim(0));
    Parameter w = conv.weight();
    if (gradients.wants(w)) {
      correlation.weights(x.data(), gradients.accumulate(w), gradients.values(), w.offset());
    }
    if (x.wanted()) {
      boolean add = x.accumulate();
      correlation.forward(w, null, add, x.gradArray());
    }
  }
}
