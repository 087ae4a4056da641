package hillock.nn;

import hillock.tensor.Shape;

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
        TransposedConvolution.grown(
            padding,
            input.dim(0),
            kernel.height(),
            stride.height(),
            padding instanceof Explicit e ? e.top() + e.bottom() : 0);
    int w =
        TransposedConvolution.grown(
            padding,
            input.dim(1),
            kernel.width(),
            stride.width(),
            padding instanceof Explicit e ? e.left() + e.right() : 0);
    if (h < 1 || w < 1) {
      throw new IllegalArgumentException(
          "ConvTranspose2d: its padding cuts the output of input %s down to %dx%d, expected at least 1x1"
              .formatted(input, h, w));
    }
    Shape output = Shape.of(h, w, filters);
    Window window = Window.ofImage("ConvTranspose2d", output, kernel, stride, new Size(1), padding);
    Shape weight = Shape.of(kernel.height(), kernel.width(), filters, input.last());
    int outputs = stride.height() * stride.width();
    return TransposedConvolution.build(scope, window, outputs, input.last(), weight, bias, initializer, output);
  }
}
