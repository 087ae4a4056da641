package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A built {@link MaxPool2d}, {@link MaxPool1d} or {@link GlobalMaxPool}. */
record MaxPooling(Window window, int channels, Shape output) implements Module {
  @Override
  public Tensor forward(Tensor x) {
    return Pool.of(x, this);
  }

  /** {@code y = max_p x[p]} over the taps p of a window; dx[p] = dy for the first p with x[p] = y. */
  private static final class Pool extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private @Nullable MaxPooling layer;
    private PaddedBatch padding;
    private PaddedBatch gradients;
    private boolean tiles;
    private boolean padded;
    private int[] corners = {};
    private int[] steps = {};
    private int[] windows = {};
    private float[] images = {};
    private float[] dx = {};
    private boolean overwrite;
    private int c;

    Pool(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, MaxPooling layer) {
      Pool op = x.step().slot(Pool.class, Pool::new);
      op.input(x);
      op.x = x;
      if (!layer.equals(op.layer)) {
        op.layer = layer;
        op.c = layer.channels;
        op.padding = PaddedBatch.of(layer.window, op.c, Float.NEGATIVE_INFINITY);
        op.gradients = PaddedBatch.of(layer.window, op.c, 0f);
        op.corners = layer.window.corners(op.c);
        op.steps = layer.window.steps(op.c, 1);
        op.tiles = layer.window.tiles();
        op.padded = layer.window.padded();
        op.windows = new int[0];
      }
      op.forward(x.step().engine(), layer.output);
      return op.out;
    }

    private void forward(Engine engine, Shape output) {
      int n = x.shape().dim(0);
      ConvolutionOp.batch(out, n, output);
      images = padding.of(engine, x.data(), n);
      windows = Window.repeated(corners, n, padding.size(), windows);
      engine.forEach(n * corners.length, 1 + Engine.MAP_GRAIN / (c * steps.length), forwardRange);
    }

    private void forward(int from, int to) {
      out.step()
          .engine()
          .kernels()
          .gatherMax(to - from, c, steps.length, images, windows, from, steps, out.data(), from * c);
    }

    @Override
    protected void backward(Gradients ignored) {
      if (!x.wanted()) {
        return;
      }
      Engine engine = out.step().engine();
      int n = x.shape().dim(0);
      boolean add = x.accumulate();
      overwrite = tiles && !add;
      if (padded) {
        dx = gradients.zeros(n);
      } else {
        dx = x.gradArray();
      }
      if (!overwrite && !add) {
        java.util.Arrays.fill(x.gradArray(), 0, x.size(), 0f);
      }
      // Windows of one image may overlap, those of two images do not.
      engine.forEach(n, 1 + Engine.MAP_GRAIN / (c * steps.length * corners.length), backwardRange);
      if (padded) {
        gradients.addTo(engine, x.gradArray(), n);
      }
    }

    private void backward(int fromImage, int toImage) {
      int from = fromImage * corners.length;
      int count = (toImage - fromImage) * corners.length;
      out.step()
          .engine()
          .kernels()
          .gatherMaxGradient(
              count,
              c,
              steps.length,
              images,
              windows,
              from,
              steps,
              out.data(),
              out.gradArray(),
              from * c,
              overwrite,
              dx);
    }
  }
}
