package hillock.nn;

import hillock.tensor.Shape;

/**
 * A convolution along a sequence, [time, c] to [time', filters]:
 *
 * <pre>{@code y[t][f] = bias[f] + Σ_{a,c} x[t·stride + a·dilation - left][c] · weight[a][c][f]}</pre>
 *
 * <p>Groups as in {@link Conv2d}. With {@link Causal} padding no output depends on a later input; with dilations that
 * double from layer to layer that is a temporal convolutional network (van den Oord et al. 2016, arXiv:1609.03499).
 *
 * <pre>{@code new Conv1d(64, 3).withPadding(new Causal()).withDilation(4); }</pre>
 *
 * <p>Parameters: {@code weight} [kernel, c / groups, filters], {@code bias} [filters], initially 0.
 *
 * @param filters number of outputs at each step, at least 1, a multiple of {@code groups}
 * @param kernel steps in a window, at least 1
 * @param stride steps between windows, at least 1; 1 by default
 * @param padding zeros around the sequence; {@link Valid}, none, by default
 * @param dilation steps between the taps of a window, at least 1; 1 by default
 * @param groups a divisor of the channels and of the filters; 1 by default
 * @param bias whether there is a bias
 * @param initializer of the weights, whose inputs are those of one window; {@link HeUniform} by default
 */
public record Conv1d(
    int filters,
    int kernel,
    int stride,
    Padding padding,
    int dilation,
    int groups,
    boolean bias,
    Initializer initializer)
    implements Spec {
  /** Checks the ranges. */
  public Conv1d {
    Conv2d.check("Conv1d", filters, groups);
    if (kernel < 1 || stride < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "Conv1d: got kernel %d, stride %d, dilation %d; expected at least 1".formatted(kernel, stride, dilation));
    }
  }

  /** A window moved by 1, without padding. */
  public Conv1d(int filters, int kernel) {
    this(filters, kernel, 1);
  }

  /** Without padding. */
  public Conv1d(int filters, int kernel, int stride) {
    this(filters, kernel, stride, new Valid());
  }

  /** Without dilation and groups, with bias. */
  public Conv1d(int filters, int kernel, int stride, Padding padding) {
    this(filters, kernel, stride, padding, 1, 1, true, new HeUniform());
  }

  /** The same with windows so far apart. */
  public Conv1d withStride(int steps) {
    return new Conv1d(filters, kernel, steps, padding, dilation, groups, bias, initializer);
  }

  /** The same with this padding. */
  public Conv1d withPadding(Padding wanted) {
    return new Conv1d(filters, kernel, stride, wanted, dilation, groups, bias, initializer);
  }

  /** The same with taps so far apart. */
  public Conv1d withDilation(int steps) {
    return new Conv1d(filters, kernel, stride, padding, steps, groups, bias, initializer);
  }

  /** The same in so many groups. */
  public Conv1d withGroups(int count) {
    return new Conv1d(filters, kernel, stride, padding, dilation, count, bias, initializer);
  }

  /** The same without a bias. */
  public Conv1d withoutBias() {
    return new Conv1d(filters, kernel, stride, padding, dilation, groups, false, initializer);
  }

  /** The same with other initial weights. */
  public Conv1d withInitializer(Initializer wanted) {
    return new Conv1d(filters, kernel, stride, padding, dilation, groups, bias, wanted);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window window = Window.ofSequence("Conv1d", input, kernel, stride, dilation, padding);
    int channels = input.last();
    Convolution.checkGroups("Conv1d", channels, groups);
    Shape weight = Shape.of(kernel, channels / groups, filters);
    Shape output = Shape.of(window.outWidth(), filters);
    return Convolution.build(scope, window, channels, groups, weight, bias, initializer, output);
  }
}
