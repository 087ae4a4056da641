package hillock.nn;

import hillock.tensor.Shape;

/**
 * A two-dimensional convolution (strictly, a cross-correlation), [h, w, c] to [h', w', filters]:
 *
 * <pre>{@code
 * y[i][j][f] = bias[f] + Σ_{a,b,c} x[i·stride + a·dilation - top][j·stride + b·dilation - left][c] · weight[a][b][c][f]
 * }</pre>
 *
 * <p>With {@code groups} g, the channels and the filters fall into g groups in their order, and a filter sees the
 * channels of its group alone; with as many groups as channels and filters the convolution is depthwise. Put an
 * activation after it.
 *
 * <pre>{@code
 * new Conv2d(32, 5);
 * new Conv2d(64, 3).withStride(2).withPadding(new Same()).withoutBias();
 * }</pre>
 *
 * <p>Parameters: {@code weight} [kernel height, kernel width, c / groups, filters], {@code bias} [filters], initially
 * 0. LeCun et al. 1989; dilation: Yu and Koltun 2016, arXiv:1511.07122.
 *
 * @param filters number of outputs at each place, at least 1, a multiple of {@code groups}
 * @param kernel size of the window
 * @param stride distance between windows; 1 by default
 * @param padding zeros around the image; {@link Valid}, none, by default
 * @param dilation distance between the taps of a window; 1 by default
 * @param groups a divisor of the channels and of the filters; 1 by default
 * @param bias whether there is a bias
 * @param initializer of the weights, whose inputs are those of one window; {@link HeUniform} by default
 */
public record Conv2d(
    int filters,
    Size kernel,
    Size stride,
    Padding padding,
    Size dilation,
    int groups,
    boolean bias,
    Initializer initializer)
    implements Spec {
  /** Checks the ranges. */
  public Conv2d {
    check("Conv2d", filters, groups);
  }

  /** A square window, moved by 1, without padding. */
  public Conv2d(int filters, int kernel) {
    this(filters, new Size(kernel));
  }

  /** A window moved by 1, without padding. */
  public Conv2d(int filters, Size kernel) {
    this(filters, kernel, new Size(1));
  }

  /** Without padding. */
  public Conv2d(int filters, Size kernel, Size stride) {
    this(filters, kernel, stride, new Valid());
  }

  /** Without dilation and groups, with bias. */
  public Conv2d(int filters, Size kernel, Size stride, Padding padding) {
    this(filters, kernel, stride, padding, new Size(1), 1, true, new HeUniform());
  }

  static void check(String layer, int filters, int groups) {
    if (filters < 1 || groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "%s: got %d filters in %d groups, expected at least 1 of both and as many filters in each group"
              .formatted(layer, filters, groups));
    }
  }

  /** The same with windows so far apart in both directions. */
  public Conv2d withStride(int side) {
    return new Conv2d(filters, kernel, new Size(side), padding, dilation, groups, bias, initializer);
  }

  /** The same with this padding. */
  public Conv2d withPadding(Padding wanted) {
    return new Conv2d(filters, kernel, stride, wanted, dilation, groups, bias, initializer);
  }

  /** The same with taps so far apart in both directions. */
  public Conv2d withDilation(int side) {
    return new Conv2d(filters, kernel, stride, padding, new Size(side), groups, bias, initializer);
  }

  /** The same in so many groups. */
  public Conv2d withGroups(int count) {
    return new Conv2d(filters, kernel, stride, padding, dilation, count, bias, initializer);
  }

  /** The same without a bias, as before a {@link BatchNorm}, which has its own. */
  public Conv2d withoutBias() {
    return new Conv2d(filters, kernel, stride, padding, dilation, groups, false, initializer);
  }

  /** The same with other initial weights. */
  public Conv2d withInitializer(Initializer wanted) {
    return new Conv2d(filters, kernel, stride, padding, dilation, groups, bias, wanted);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window window = Window.ofImage("Conv2d", input, kernel, stride, dilation, padding);
    int channels = input.last();
    Convolution.checkGroups("Conv2d", channels, groups);
    Shape weight = Shape.of(kernel.height(), kernel.width(), channels / groups, filters);
    Shape output = Shape.of(window.outHeight(), window.outWidth(), filters);
    return Convolution.build(scope, window, channels, groups, weight, bias, initializer, output);
  }
}
