package hillock.nn;

import hillock.tensor.Shape;

/**
 * The largest value in each window, channel by channel, [h, w, c] to [h', w', c]. What padding adds is never the
 * largest. The derivative goes to the first largest element of the window, row by row.
 *
 * <pre>{@code new MaxPool2d(2); // halves height and width }</pre>
 *
 * @param kernel size of the window
 * @param stride distance between windows; by default that of the window
 * @param padding around the image; {@link Valid}, none, by default
 */
public record MaxPool2d(Size kernel, Size stride, Padding padding) implements Spec {
  /** Square windows side by side. */
  public MaxPool2d(int side) {
    this(new Size(side));
  }

  /** Windows side by side. */
  public MaxPool2d(Size kernel) {
    this(kernel, kernel);
  }

  /** Square windows, stride apart. */
  public MaxPool2d(int side, int stride) {
    this(new Size(side), new Size(stride));
  }

  /** Without padding. */
  public MaxPool2d(Size kernel, Size stride) {
    this(kernel, stride, new Valid());
  }

  /** The same with this padding. */
  public MaxPool2d withPadding(Padding wanted) {
    return new MaxPool2d(kernel, stride, wanted);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window window = Window.ofImage("MaxPool2d", input, kernel, stride, new Size(1), padding);
    return new MaxPooling(window, input.last(), Shape.of(window.outHeight(), window.outWidth(), input.last()));
  }
}
