package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A transposed convolution, [h, w, c] to [h', w', filters]: every input adds its multiple of a kernel to the output,
 * {@code stride} apart; as a linear map, the transpose of a {@link Conv2d} that leads from the output to the input.
 *
 * <pre>{@code y[i·stride + a - top][j·stride + b - left][f] += x[i][j][c] · weight[a][b][f][c]}</pre>
 *
 * <p>Without padding the output has {@code (h - 1)·stride + kernel} rows; {@link Explicit} padding cuts that off, and
 * {@link Same} gives {@code h·stride}. To avoid a chequered pattern take a kernel that the stride divides, or {@link
 * Upsample} and a convolution (Odena et al. 2016). Zeiler et al. 2010.
 *
 * <p>Parameters: {@code weight} [kernel height, kernel width, filters, c], {@code bias} [filters], initially 0.
 *
 * @param filters number of outputs at each place, at least 1
 * @param kernel size of the window
 * @param stride distance between windows in the output
 * @param padding what is cut off the output; {@link Valid}, nothing, by default
 * @param bias whether there is a bias
 * @param initializer of the weights; {@link HeUniform} by default
 */
public record ConvTranspose2d(
    int filters, Size kernel, Size stride, Padding padding, boolean bias, Initializer initializer) implements Spec {
  /** Checks the ranges. */
  public ConvTranspose2d {
    Conv2d.check("ConvTranspose2d", filters, 1);
  }

  /** A square window, moved by stride, cut off nowhere. */
  public ConvTranspose2d(int filters, int kernel, int stride) {
    this(filters, new Size(kernel), new Size(stride));
  }

  /** Cut off nowhere. */
  public ConvTranspose2d(int filters, Size kernel, Size stride) {
    this(filters, kernel, stride, new Valid());
  }

  /** With bias. */
  public ConvTranspose2d(int filters, Size kernel, Size stride, Padding padding) {
    this(filters, kernel, stride, padding, true, new HeUniform());
  }

  /** The same with this much cut off. */
  public ConvTranspose2d withPadding(Padding wanted) {
    return new ConvTranspose2d(filters, kernel, stride, wanted, bias, initializer);
  }

  /** The same without a bias. */
  public ConvTranspose2d withoutBias() {
    return new ConvTranspose2d(filters, kernel, stride, padding, false, initializer);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window.checkRank("ConvTranspose2d", input, 3, "an image [height, width, channels]");
    int h =
        grown(input.dim(0), kernel.height(), stride.height(), padding instanceof Explicit e ? e.top() + e.bottom() : 0);
    int w =
        grown(input.dim(1), kernel.width(), stride.width(), padding instanceof Explicit e ? e.left() + e.right() : 0);
    if (h < 1 || w < 1) {
      throw new IllegalArgumentException(
          "ConvTranspose2d: its padding cuts the output of input %s down to %dx%d, expected at least 1x1"
              .formatted(input, h, w));
    }
    Shape output = Shape.of(h, w, filters);
    Window window = Window.ofImage("ConvTranspose2d", output, kernel, stride, new Size(1), padding);
    int c = input.last();
    int fanIn = Math.max(1, window.taps() * c / (stride.height() * stride.width()));
    Shape shape = Shape.of(kernel.height(), kernel.width(), filters, c);
    return new Built(
        window,
        c,
        scope.weight("weight", shape, initializer, fanIn, window.taps() * filters),
        bias ? scope.bias("bias", Shape.of(filters), 0) : null,
        output);
  }

  private int grown(int size, int window, int step, int cut) {
    return padding instanceof Same ? size * step : (size - 1) * step + window - cut;
  }

  private record Built(Window window, int channels, Parameter weight, @Nullable Parameter bias, Shape output)
      implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return Transposed.of(x, this);
    }
  }

  /** Forward is the derivative of a convolution by its images, and the other way round. */
  private static final class Transposed extends Op {
    private final Engine.Range biasRange = this::startFromBias;
    private Tensor x;
    private @Nullable Built layer;
    private @Nullable Parameter bias;
    private Correlation correlation;

    Transposed(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Built layer) {
      Transposed op = x.step().slot(Transposed.class, Transposed::new);
      op.input(x);
      op.uses(layer.weight);
      op.bias = layer.bias;
      if (op.bias != null) {
        op.uses(op.bias);
      }
      op.x = x;
      if (!layer.equals(op.layer)) {
        op.correlation = new Correlation(layer.window, layer.output.last(), layer.channels, 1);
        op.layer = layer;
      }
      op.forward(layer, x.step().engine());
      return op.out;
    }

    private void forward(Built conv, Engine engine) {
      int n = x.shape().dim(0);
      ConvolutionOp.batch(out, n, conv.output);
      if (bias != null) {
        engine.forEach(out.shape().rows(), 1 + Engine.MAP_GRAIN / out.shape().last(), biasRange);
      }
      correlation.data(engine, x.data(), n, conv.weight.array(), conv.weight.offset(), bias != null, out.data());
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
      Built conv = layer;
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
      Parameter w = conv.weight;
      if (gradients.wants(w)) {
        correlation.weights(x.data(), gradients.accumulate(w), gradients.values(), w.offset());
      }
      if (x.wanted()) {
        boolean add = x.accumulate();
        correlation.forward(w.array(), w.offset(), null, 0, add, x.gradArray());
      }
    }
  }
}
