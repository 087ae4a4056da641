package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * A larger image of the same content, [h, w, c] to [h·factor, w·factor, c], or a longer sequence, [time, c] to
 * [time·factor width, c]. Nearest repeats pixels; bilinear weighs the four (of a sequence, two) pixels around {@code (i
 * + 1/2) / factor - 1/2}, those at the border standing for what lies beyond it: PyTorch's {@code align_corners=False}.
 *
 * @param factor how many times as high and as wide
 * @param bilinear whether to interpolate; by default pixels are repeated
 */
public record Upsample(Size factor, boolean bilinear) implements Spec {
  /** The nearest pixel's value, so many times as large in both directions. */
  public Upsample(int factor) {
    this(new Size(factor), false);
  }

  /** So many times as large in both directions. */
  public Upsample(int factor, boolean bilinear) {
    this(new Size(factor), bilinear);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    boolean image = input.rank() == 3;
    if (!image && input.rank() != 2 || input.size() == 0) {
      throw new IllegalArgumentException(
          "Upsample: got input %s, expected an image [height, width, channels] or a sequence [time, channels]"
              .formatted(input));
    }
    int c = input.last();
    int w = input.dim(-2);
    Axis rows = new Axis(image ? input.dim(0) : 1, image ? factor.height() : 1, bilinear);
    Axis columns = new Axis(w, factor.width(), bilinear);
    int h2 = rows.outputs();
    int w2 = columns.outputs();
    int sources = rows.sources() * columns.sources();
    int[] from = new int[h2 * w2 * sources];
    float[] weights = new float[from.length];
    for (int k = 0; k < from.length; k++) {
      int i = k / sources / w2;
      int j = k / sources % w2;
      int a = k % sources / columns.sources();
      int b = k % sources % columns.sources();
      from[k] = (rows.source(i, a) * w + columns.source(j, b)) * c;
      weights[k] = rows.weight(i, a) * columns.weight(j, b);
    }
    return new Built(from, weights, sources, c, image ? Shape.of(h2, w2, c) : Shape.of(w2, c));
  }

  /** The places along one axis that an output is made of, and their weights. */
  private record Axis(int size, int factor, boolean bilinear) {
    int outputs() {
      return size * factor;
    }

    int sources() {
      return bilinear && factor > 1 ? 2 : 1;
    }

    private float position(int i) {
      return Math.max(0f, (i + 0.5f) / factor - 0.5f);
    }

    int source(int i, int which) {
      return sources() == 1 ? i / factor : Math.min(size - 1, (int) position(i) + which);
    }

    float weight(int i, int which) {
      float fraction = sources() == 1 ? 0f : position(i) - (int) position(i);
      return which == 0 ? 1f - fraction : fraction;
    }
  }

  /**
   * The built layer.
   *
   * @param from for each output pixel, where its sources begin
   * @param weights of these sources
   */
  private record Built(int[] from, float[] weights, int sources, int channels, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return Interpolation.of(x, this);
    }
  }

  /** {@code y = Σ_s weight[s]·x[s]}, sources ascending; {@code dx[s] += weight[s]·dy}, outputs ascending. */
  private static final class Interpolation extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private Built layer;
    private float[] dx = {};

    Interpolation(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Built layer) {
      Interpolation op = x.step().slot(Interpolation.class, Interpolation::new);
      op.input(x);
      op.x = x;
      op.layer = layer;
      ConvolutionOp.batch(op.out, x.shape().dim(0), layer.output);
      x.step().engine().forEach(x.shape().dim(0), op.grain(), op.forwardRange);
      return op.out;
    }

    private int grain() {
      return 1 + Engine.MAP_GRAIN / layer.output.size();
    }

    private int inputSize() {
      return x.shape().dim(0) == 0 ? 0 : x.size() / x.shape().dim(0);
    }

    private void forward(int fromImage, int toImage) {
      var kernels = out.step().engine().kernels();
      int c = layer.channels;
      java.util.Arrays.fill(out.data(), fromImage * layer.output.size(), toImage * layer.output.size(), 0f);
      for (int image = fromImage; image < toImage; image++) {
        for (int k = 0; k < layer.from.length; k++) {
          int y = image * layer.output.size() + k / layer.sources * c;
          kernels.axpy(layer.weights[k], x.data(), image * inputSize() + layer.from[k], out.data(), y, c);
        }
      }
    }

    @Override
    protected void backward(Gradients ignored) {
      if (x.wanted()) {
        dx = x.grad();
        out.step().engine().forEach(x.shape().dim(0), grain(), backwardRange);
      }
    }

    private void backward(int fromImage, int toImage) {
      var kernels = out.step().engine().kernels();
      int c = layer.channels;
      for (int image = fromImage; image < toImage; image++) {
        for (int k = 0; k < layer.from.length; k++) {
          int y = image * layer.output.size() + k / layer.sources * c;
          kernels.axpy(layer.weights[k], out.gradArray(), y, dx, image * inputSize() + layer.from[k], c);
        }
      }
    }
  }
}
