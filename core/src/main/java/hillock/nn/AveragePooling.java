package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A built {@link AveragePool2d} or {@link AveragePool1d}: a depthwise convolution whose weights are all the same. */
record AveragePooling(Window window, int channels, Shape output) implements Module {
  @Override
  public Tensor forward(Tensor x) {
    return Pool.of(x, this);
  }

  private static final class Pool extends Op {
    private Tensor x;
    private @Nullable AveragePooling layer;
    private Correlation correlation;
    private float[] weights = {};

    Pool(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, AveragePooling layer) {
      Pool op = x.step().slot(Pool.class, Pool::new);
      op.input(x);
      op.x = x;
      if (!layer.equals(op.layer)) {
        op.layer = layer;
        op.correlation = new Correlation(layer.window, layer.channels, layer.channels, layer.channels);
        op.weights = new float[layer.window.taps() * layer.channels];
        Arrays.fill(op.weights, 1f / layer.window.taps());
      }
      int n = x.shape().dim(0);
      ConvolutionOp.batch(op.out, n, layer.output);
      op.correlation.images(x.step().engine(), x.data(), n);
      op.correlation.forward(op.weights, op.out.data());
      return op.out;
    }

    @Override
    protected void backward(Gradients ignored) {
      if (x.wanted()) {
        Engine engine = out.step().engine();
        boolean add = x.accumulate();
        correlation.data(engine, out.gradArray(), x.shape().dim(0), weights, 0, add, x.gradArray());
      }
    }
  }
}
