package hillock.nn;

import hillock.tensor.Shape;

/**
 * The largest value in each window of a sequence, channel by channel, [time, c] to [time', c], as {@link MaxPool2d}.
 *
 * @param kernel steps in a window, at least 1
 * @param stride steps between windows, at least 1; by default those of a window
 * @param padding around the sequence; {@link Valid}, none, by default
 */
public record MaxPool1d(int kernel, int stride, Padding padding) implements Spec {
  /** Checks the ranges. */
  public MaxPool1d {
    check("MaxPool1d", kernel, stride);
  }

  /** Windows side by side. */
  public MaxPool1d(int kernel) {
    this(kernel, kernel);
  }

  /** Without padding. */
  public MaxPool1d(int kernel, int stride) {
    this(kernel, stride, new Valid());
  }

  static void check(String layer, int kernel, int stride) {
    if (kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "%s: got kernel %d, stride %d; expected at least 1".formatted(layer, kernel, stride));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window window = Window.ofSequence("MaxPool1d", input, kernel, stride, 1, padding);
    return new MaxPooling(window, input.last(), Shape.of(window.outWidth(), input.last()));
  }
}
