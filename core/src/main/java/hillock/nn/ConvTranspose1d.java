package hillock.nn;

import hillock.tensor.Shape;

/**
 * A transposed convolution along a sequence, [time, c] to [time', filters]: every input adds its multiple of a kernel
 * to the output, {@code stride} apart; as a linear map, the transpose of a {@link Conv1d} that leads from the output to
 * the input.
 *
 * <pre>{@code y[t·stride + a - left][f] += x[t][c] · weight[a][f][c]}</pre>
 *
 * <p>Without padding the output has {@code (time - 1)·stride + kernel} steps; {@link Explicit} padding cuts left and
 * right of it off, and {@link Same} gives {@code time·stride}. See {@link ConvTranspose2d}.
 *
 * <p>Parameters: {@code weight} [kernel, filters, c], {@code bias} [filters], initially 0.
 *
 * @param filters number of outputs at each step, at least 1
 * @param kernel steps in a window, at least 1
 * @param stride steps between windows in the output, at least 1
 * @param padding what is cut off the output; {@link Valid}, nothing, by default; not {@link Causal}
 * @param bias whether there is a bias
 * @param initializer of the weights; {@link HeUniform} by default
 */
public record ConvTranspose1d(
    int filters, int kernel, int stride, Padding padding, boolean bias, Initializer initializer) implements Spec {
  /** Checks the ranges. */
  public ConvTranspose1d {
    Conv2d.check("ConvTranspose1d", filters, 1);
    if (kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "ConvTranspose1d: got kernel %d, stride %d; expected at least 1".formatted(kernel, stride));
    }
    if (padding instanceof Causal) {
      throw new IllegalArgumentException("ConvTranspose1d: got causal padding, expected valid, same or explicit");
    }
  }

  /** A window moved by stride, cut off nowhere. */
  public ConvTranspose1d(int filters, int kernel, int stride) {
    this(filters, kernel, stride, new Valid());
  }

  /** With bias. */
  public ConvTranspose1d(int filters, int kernel, int stride, Padding padding) {
    this(filters, kernel, stride, padding, true, new HeUniform());
  }

  /** The same with this much cut off. */
  public ConvTranspose1d withPadding(Padding wanted) {
    return new ConvTranspose1d(filters, kernel, stride, wanted, bias, initializer);
  }

  /** The same without a bias. */
  public ConvTranspose1d withoutBias() {
    return new ConvTranspose1d(filters, kernel, stride, padding, false, initializer);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window.checkRank("ConvTranspose1d", input, 2, "a sequence [time, channels]");
    int cut = padding instanceof Explicit e ? e.left() + e.right() : 0;
    int time = TransposedConvolution.grown(padding, input.dim(0), kernel, stride, cut);
    if (time < 1) {
      throw new IllegalArgumentException(
          "ConvTranspose1d: its padding cuts the output of input %s down to %d steps, expected at least 1"
              .formatted(input, time));
    }
    Shape output = Shape.of(time, filters);
    Window window = Window.ofSequence("ConvTranspose1d", output, kernel, stride, 1, padding);
    Shape weight = Shape.of(kernel, filters, input.last());
    return TransposedConvolution.build(scope, window, stride, input.last(), weight, bias, initializer, output);
  }
}
