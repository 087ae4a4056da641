package hillock.report;

/**
 * A small image.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 * @param pixels [height, width, channels], each an unsigned byte; kept, and must not change
 */
public record Picture(int height, int width, int channels, byte[] pixels) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException when the channels are neither 1 nor 3 or the length is another
   */
  public Picture {
    if ((channels != 1 && channels != 3)
        || height < 1
        || width < 1
        || pixels.length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          "picture: got "
              + pixels.length
              + " bytes for ["
              + height
              + ", "
              + width
              + ", "
              + channels
              + "], expected height * width * 1 or 3");
    }
  }

  /**
   * A picture of numbers, the lowest value black and the highest white.
   *
   * @param values [height, width, channels]
   * @param low value shown black
   * @param high value shown white, above low
   */
  public static Picture of(int height, int width, int channels, float[] values, float low, float high) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < pixels.length; i++) {
      float level = Math.clamp((values[i] - low) / (high - low), 0f, 1f);
      pixels[i] = (byte) Math.round(level * 255);
    }
    return new Picture(height, width, channels, pixels);
  }
}
