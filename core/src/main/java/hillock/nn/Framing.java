package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * A built {@link Pad} or {@link Crop}: rows of the smaller image are copied into, or out of, the larger one.
 *
 * @param inner size of the smaller image
 * @param top rows of the larger one above it
 * @param left columns of the larger one left of it
 * @param grows whether the result is the larger one
 */
record Framing(Size inner, Size outer, int top, int left, int channels, boolean grows, Shape output) implements Module {
  static Framing of(String layer, Shape input, Explicit margins, int sign) {
    boolean image = input.rank() == 3;
    if (!image && input.rank() != 2 || input.size() == 0) {
      throw new IllegalArgumentException(
          "%s: got input %s, expected an image [height, width, channels] or a sequence [time, channels]"
              .formatted(layer, input));
    }
    int c = input.last();
    int top = image ? margins.top() : 0;
    int h = image ? input.dim(0) : 1;
    int w = input.dim(-2);
    int newH = image ? h + sign * (top + margins.bottom()) : 1;
    int newW = w + sign * (margins.left() + margins.right());
    if (newH < 1 || newW < 1) {
      throw new IllegalArgumentException(
          "%s: nothing is left of input %s; expected margins %s smaller than it".formatted(layer, input, margins));
    }
    Shape output = image ? Shape.of(newH, newW, c) : Shape.of(newW, c);
    boolean grows = sign > 0;
    Size before = new Size(h, w);
    Size after = new Size(newH, newW);
    return new Framing(grows ? before : after, grows ? after : before, top, margins.left(), c, grows, output);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Frame.of(x, this);
  }

  private static final class Frame extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private Framing layer;
    private float[] dx = {};

    Frame(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Framing layer) {
      Frame op = x.step().slot(Frame.class, Frame::new);
      op.input(x);
      op.x = x;
      op.layer = layer;
      ConvolutionOp.batch(op.out, x.shape().dim(0), layer.output);
      x.step().engine().forEach(x.shape().dim(0), op.grain(), op.forwardRange);
      return op.out;
    }

    private int grain() {
      return 1 + Engine.MAP_GRAIN / (layer.outer.height() * layer.outer.width() * layer.channels);
    }

    private void forward(int from, int to) {
      float[] y = out.data();
      if (layer.grows) {
        java.util.Arrays.fill(y, from * layer.output.size(), to * layer.output.size(), 0f);
      }
      for (int row = from * layer.inner.height(); row < to * layer.inner.height(); row++) {
        int small = small(row);
        int large = large(row);
        System.arraycopy(x.data(), layer.grows ? small : large, y, layer.grows ? large : small, rowSize());
      }
    }

    private int rowSize() {
      return layer.inner.width() * layer.channels;
    }

    private int small(int row) {
      return row * rowSize();
    }

    private int large(int row) {
      int h = layer.inner.height();
      int outerRow = row / h * layer.outer.height() + layer.top + row % h;
      return (outerRow * layer.outer.width() + layer.left) * layer.channels;
    }

    @Override
    protected void backward(Gradients ignored) {
      if (x.wanted()) {
        dx = x.grad();
        out.step().engine().forEach(x.shape().dim(0), grain(), backwardRange);
      }
    }

    private void backward(int from, int to) {
      var kernels = out.step().engine().kernels();
      for (int row = from * layer.inner.height(); row < to * layer.inner.height(); row++) {
        int small = small(row);
        int large = large(row);
        kernels.axpy(1f, out.gradArray(), layer.grows ? large : small, dx, layer.grows ? small : large, rowSize());
      }
    }
  }
}
