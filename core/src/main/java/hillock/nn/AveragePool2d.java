package hillock.nn;

import hillock.tensor.Shape;

/**
 * The average of each window, channel by channel, [h, w, c] to [h', w', c]: the sum divided by the size of the window,
 * where padding counts as zeros, as PyTorch does by default.
 *
 * @param kernel size of the window
 * @param stride distance between windows; by default that of the window
 * @param padding around the image; {@link Valid}, none, by default
 */
public record AveragePool2d(Size kernel, Size stride, Padding padding) implements Spec {
  /** Square windows side by side. */
  public AveragePool2d(int side) {
    this(new Size(side));
  }

  /** Windows side by side. */
  public AveragePool2d(Size kernel) {
    this(kernel, kernel);
  }

  /** Square windows, stride apart. */
  public AveragePool2d(int side, int stride) {
    this(new Size(side), new Size(stride));
  }

  /** Without padding. */
  public AveragePool2d(Size kernel, Size stride) {
    this(kernel, stride, new Valid());
  }

  /** The same with this padding. */
  public AveragePool2d withPadding(Padding wanted) {
    return new AveragePool2d(kernel, stride, wanted);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window window = Window.ofImage("AveragePool2d", input, kernel, stride, new Size(1), padding);
    return new AveragePooling(window, input.last(), Shape.of(window.outHeight(), window.outWidth(), input.last()));
  }
}
