package hillock.nn;

import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A built {@link ConvTranspose2d} or {@link ConvTranspose1d}.
 *
 * @param window of the convolution that leads from the output to the input
 * @param channels of the input
 */
record TransposedConvolution(Window window, int channels, Parameter weight, @Nullable Parameter bias, Shape output)
    implements Module {
  /**
   * Makes the parameters.
   *
   * @param stride number of outputs to one input, over all axes
   */
  static TransposedConvolution build(
      Scope scope,
      Window window,
      int stride,
      int channels,
      Shape weight,
      boolean bias,
      Initializer initializer,
      Shape output) {
    int filters = output.last();
    int fanIn = Math.max(1, window.taps() * channels / stride);
    return new TransposedConvolution(
        window,
        channels,
        scope.weight("weight", weight, initializer, fanIn, window.taps() * filters),
        bias ? scope.bias("bias", Shape.of(filters), 0) : null,
        output);
  }

  /** Size of the output along an axis. */
  static int grown(Padding padding, int size, int kernel, int stride, int cut) {
    return padding instanceof Same ? size * stride : (size - 1) * stride + kernel - cut;
  }

  @Override
  public Tensor forward(Tensor x) {
    return TransposedConvolutionOp.of(x, this);
  }
}
