package hillock.nn;

import hillock.tensor.Shape;

/**
 * The average of each window of a sequence, channel by channel, [time, c] to [time', c], as {@link AveragePool2d}.
 *
 * @param kernel steps in a window, at least 1
 * @param stride steps between windows, at least 1; by default those of a window
 * @param padding around the sequence; {@link Valid}, none, by default
 */
public record AveragePool1d(int kernel, int stride, Padding padding) implements Spec {
  /** Checks the ranges. */
  public AveragePool1d {
    MaxPool1d.check("AveragePool1d", kernel, stride);
  }

  /** Windows side by side. */
  public AveragePool1d(int kernel) {
    this(kernel, kernel);
  }

  /** Without padding. */
  public AveragePool1d(int kernel, int stride) {
    this(kernel, stride, new Valid());
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Window window = Window.ofSequence("AveragePool1d", input, kernel, stride, 1, padding);
    return new AveragePooling(window, input.last(), Shape.of(window.outWidth(), input.last()));
  }
}
