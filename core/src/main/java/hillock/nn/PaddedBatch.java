package hillock.nn;

import hillock.kernel.Engine;
import java.util.Arrays;

/**
 * A batch of images [n, h, w, c] with margins. The buffer is kept, and so are its margins, which nobody writes to;
 * images without margins are used where they lie.
 */
final class PaddedBatch {
  private static final ThreadLocal<float[]> LOCAL = ThreadLocal.withInitial(() -> new float[0]);

  private final int h;
  private final int w;
  private final int c;
  private final int top;
  private final int bottom;
  private final int left;
  private final int right;
  private final float fill;
  private final Engine.Range copyRange = this::copy;
  private final Engine.Range addRange = this::add;
  private float[] buffer = {};
  private float[] x;

  PaddedBatch(int h, int w, int c, int top, int bottom, int left, int right, float fill) {
    this.h = h;
    this.w = w;
    this.c = c;
    this.top = top;
    this.bottom = bottom;
    this.left = left;
    this.right = right;
    this.fill = fill;
  }

  static PaddedBatch of(Window window, int c, float fill) {
    return new PaddedBatch(
        window.image().height(),
        window.image().width(),
        c,
        window.top(),
        window.bottom(),
        window.left(),
        window.right(),
        fill);
  }

  boolean plain() {
    return top + bottom + left + right == 0;
  }

  int width() {
    return left + w + right;
  }

  /** Elements of one image with its margins. */
  int size() {
    return (top + h + bottom) * width() * c;
  }

  /** The images with margins. */
  float[] of(Engine engine, float[] images, int n) {
    if (plain()) {
      return images;
    }
    fit(n);
    x = images;
    engine.forEach(n * h, grain(), copyRange);
    return buffer;
  }

  /**
   * Elements {@code from} to {@code to} of the images with margins, counted from the beginning of this one, and what
   * else is in their rows; at the same places of an array that is the calling thread's own until its next call. A copy
   * that is used at once comes from a near cache; one of the whole batch would come from memory.
   */
  float[] local(float[] images, int image, int from, int to) {
    float[] near = LOCAL.get();
    int rowSize = width() * c;
    int rows = top + h + bottom;
    int end = (to + rowSize - 1) / rowSize;
    if (near.length < end * rowSize) {
      near = new float[end * rowSize];
      LOCAL.set(near);
    }
    for (int row = from / rowSize; row < end; row++) {
      int at = row * rowSize;
      int line = row % rows - top;
      if (line < 0 || line >= h) {
        Arrays.fill(near, at, at + rowSize, fill);
      } else {
        int begin = at + left * c;
        Arrays.fill(near, at, begin, fill);
        System.arraycopy(images, ((image + row / rows) * h + line) * w * c, near, begin, w * c);
        Arrays.fill(near, begin + w * c, at + rowSize, fill);
      }
    }
    return near;
  }

  /** A buffer of n images, all of it 0, to add to; {@link #addTo} brings the sums back. */
  float[] zeros(int n) {
    fit(n);
    Arrays.fill(buffer, 0, n * size(), 0f);
    return buffer;
  }

  /** Adds what stands within the margins to the images. */
  void addTo(Engine engine, float[] images, int n) {
    x = images;
    engine.forEach(n * h, grain(), addRange);
  }

  private void fit(int n) {
    if (buffer.length < n * size()) {
      buffer = new float[n * size()];
      if (fill != 0) {
        Arrays.fill(buffer, fill);
      }
    }
  }

  private int grain() {
    return 1 + Engine.MAP_GRAIN / (w * c);
  }

  private int at(int row) {
    return row / h * size() + ((top + row % h) * width() + left) * c;
  }

  private void copy(int from, int to) {
    for (int row = from; row < to; row++) {
      System.arraycopy(x, row * w * c, buffer, at(row), w * c);
    }
  }

  private void add(int from, int to) {
    for (int row = from; row < to; row++) {
      int padded = at(row);
      int plain = row * w * c;
      for (int j = 0; j < w * c; j++) {
        x[plain + j] += buffer[padded + j];
      }
    }
  }
}
