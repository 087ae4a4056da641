package hillock.nn;

import hillock.tensor.Shape;

/**
 * How a kernel slides over an image: sizes, steps and margins. Tap (a, b) of the window at output (i, j) lies at input
 * {@code (i·stride + a·dilation - top, j·stride + b·dilation - left)}. A sequence is an image of height 1.
 *
 * @param image size of the input
 * @param top rows of margin above, likewise the others
 */
record Window(Size image, Size kernel, Size stride, Size dilation, int top, int bottom, int left, int right) {
  /** Of an image [h, w, c]. */
  static Window ofImage(String layer, Shape input, Size kernel, Size stride, Size dilation, Padding padding) {
    if (padding instanceof Causal) {
      throw new IllegalArgumentException(
          layer + ": got causal padding, expected valid, same or explicit. An image has no order in time");
    }
    checkRank(layer, input, 3, "an image [height, width, channels]");
    return of(layer, new Size(input.dim(0), input.dim(1)), kernel, stride, dilation, padding, padding);
  }

  /** Of a sequence [time, c]. */
  static Window ofSequence(String layer, Shape input, int kernel, int stride, int dilation, Padding padding) {
    checkRank(layer, input, 2, "a sequence [time, channels]");
    Size image = new Size(1, input.dim(0));
    return of(layer, image, of(kernel), of(stride), of(dilation), new Valid(), padding);
  }

  private static Size of(int width) {
    return new Size(1, width);
  }

  static void checkRank(String layer, Shape input, int rank, String expected) {
    if (input.rank() != rank || input.size() == 0) {
      throw new IllegalArgumentException("%s: got input %s, expected %s".formatted(layer, input, expected));
    }
  }

  private static Window of(
      String layer, Size image, Size kernel, Size stride, Size dilation, Padding vertical, Padding horizontal) {
    int rows = missing(vertical, image.height(), kernel.height(), stride.height(), dilation.height());
    int columns = missing(horizontal, image.width(), kernel.width(), stride.width(), dilation.width());
    int top = vertical instanceof Explicit e ? e.top() : rows / 2;
    int left = horizontal instanceof Explicit e ? e.left() : horizontal instanceof Causal ? columns : columns / 2;
    int bottom = vertical instanceof Explicit e ? e.bottom() : rows - top;
    int right = horizontal instanceof Explicit e ? e.right() : columns - left;
    Window window = new Window(image, kernel, stride, dilation, top, bottom, left, right);
    if (window.paddedHeight() < window.spanHeight() || window.paddedWidth() < window.spanWidth()) {
      throw new IllegalArgumentException(
          "%s: its window of %dx%d is larger than the input of %dx%d with its padding; expected it to fit in"
              .formatted(layer, window.spanHeight(), window.spanWidth(), window.paddedHeight(), window.paddedWidth()));
    }
    return window;
  }

  /** Margin that an axis needs on both sides together. */
  private static int missing(Padding padding, int size, int kernel, int stride, int dilation) {
    int span = (kernel - 1) * dilation + 1;
    return switch (padding) {
      case Same _ -> Math.max(0, (size - 1) / stride * stride + span - size);
      case Causal _ -> span - 1;
      case Valid _ -> 0;
      case Explicit _ -> 0;
    };
  }

  private int spanHeight() {
    return (kernel.height() - 1) * dilation.height() + 1;
  }

  private int spanWidth() {
    return (kernel.width() - 1) * dilation.width() + 1;
  }

  int paddedHeight() {
    return image.height() + top + bottom;
  }

  int paddedWidth() {
    return image.width() + left + right;
  }

  int outHeight() {
    return (paddedHeight() - spanHeight()) / stride.height() + 1;
  }

  int outWidth() {
    return (paddedWidth() - spanWidth()) / stride.width() + 1;
  }

  /** Elements of the kernel. */
  int taps() {
    return kernel.height() * kernel.width();
  }

  /** Whether each element of the input lies in exactly one window. */
  boolean tiles() {
    return kernel.equals(stride)
        && dilation.equals(new Size(1))
        && outHeight() * kernel.height() == image.height()
        && outWidth() * kernel.width() == image.width()
        && !padded();
  }

  boolean padded() {
    return top + bottom + left + right > 0;
  }

  /** Where each window begins in a padded image of c channels, row by row. */
  int[] corners(int c) {
    int[] at = new int[outHeight() * outWidth()];
    for (int i = 0; i < at.length; i++) {
      int row = i / outWidth() * stride.height();
      int column = i % outWidth() * stride.width();
      at[i] = (row * paddedWidth() + column) * c;
    }
    return at;
  }

  /** From the beginning of a window to each of its taps, and there to each of this many of the c channels. */
  int[] steps(int c, int channels) {
    int[] at = new int[taps() * channels];
    for (int i = 0; i < at.length; i++) {
      int tap = i / channels;
      int row = tap / kernel.width() * dilation.height();
      int column = tap % kernel.width() * dilation.width();
      at[i] = (row * paddedWidth() + column) * c + i % channels;
    }
    return at;
  }

  /** The table of n images that each are {@code size} elements apart, made anew only when {@code have} is too short. */
  static int[] repeated(int[] one, int n, int size, int[] have) {
    if (have.length >= n * one.length) {
      return have;
    }
    int[] all = new int[n * one.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i / one.length * size + one[i % one.length];
    }
    return all;
  }
}
