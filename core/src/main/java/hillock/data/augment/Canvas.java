package hillock.data.augment;

import hillock.tensor.Shape;

/**
 * An image while it is changed: its pixels, and a spare array of the same size for those that come out. Reused for the
 * next image; allocates nothing once all its buffers have been asked for.
 */
public final class Canvas {
  private final int height;
  private final int width;
  private final int channels;
  private final float[][] fields = new float[4][];
  private float[] pixels;
  private float[] spare;

  /** For images of one shape [height, width, channels]. */
  public Canvas(Shape image) {
    height = image.dim(0);
    width = image.dim(1);
    channels = image.dim(2);
    pixels = new float[image.size()];
    spare = new float[image.size()];
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int channels() {
    return channels;
  }

  /** The pixels [height, width, channels]. */
  public float[] pixels() {
    return pixels;
  }

  /** An array for pixels to come; its content is of no meaning until {@link #swap}. */
  public float[] spare() {
    return spare;
  }

  /** Makes the spare array the pixels and the other way round. */
  public void swap() {
    float[] old = pixels;
    pixels = spare;
    spare = old;
  }

  /** One of four further arrays of a number a place, [height, width]; its content is that of the last use. */
  public float[] field(int number) {
    if (fields[number] == null) {
      fields[number] = new float[height * width];
    }
    return fields[number];
  }

  /** Takes over an image from {@code x[offset]}. */
  public void load(float[] x, int offset) {
    System.arraycopy(x, offset, pixels, 0, pixels.length);
  }

  /** Writes the image to {@code x[offset]}. */
  public void store(float[] x, int offset) {
    System.arraycopy(pixels, 0, x, offset, pixels.length);
  }

  /**
   * Turns and stretches the image about its centre: the pixel at p takes the value found at {@code c + M·(p - c)}, M
   * the matrix [yy yx; xy xx].
   */
  public void transform(float yy, float yx, float xy, float xx) {
    float cy = (height - 1) / 2f;
    float cx = (width - 1) / 2f;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float dy = y - cy;
        float dx = x - cx;
        sample(cy + yy * dy + yx * dx, cx + xy * dy + xx * dx, y, x);
      }
    }
    swap();
  }

  /**
   * Writes to the spare pixel (y, x), all channels, what the image has at a place between pixels, by bilinear
   * interpolation; outside it is what the nearest place of the edge has.
   */
  public void sample(float fromY, float fromX, int y, int x) {
    float sy = Math.clamp(fromY, 0f, height - 1f);
    float sx = Math.clamp(fromX, 0f, width - 1f);
    int y0 = Math.min((int) sy, Math.max(0, height - 2));
    int x0 = Math.min((int) sx, Math.max(0, width - 2));
    float ty = sy - y0;
    float tx = sx - x0;
    int down = height > 1 ? width * channels : 0;
    int right = width > 1 ? channels : 0;
    int from = (y0 * width + x0) * channels;
    int to = (y * width + x) * channels;
    for (int c = 0; c < channels; c++, from++) {
      float top = pixels[from] + tx * (pixels[from + right] - pixels[from]);
      float bottom = pixels[from + down] + tx * (pixels[from + down + right] - pixels[from + down]);
      spare[to + c] = top + ty * (bottom - top);
    }
  }
}
