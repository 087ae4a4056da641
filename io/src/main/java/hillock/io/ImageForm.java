package hillock.io;

import hillock.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The form that images in files are brought to.
 *
 * @param height in pixels; 0 for what the images have
 * @param width in pixels; 0 for what the images have
 * @param channels 1 for grey, 3 for colour; 0 for what the images have
 */
public record ImageForm(int height, int width, int channels) {
  /** Images as they are. */
  public static final ImageForm AS_FOUND = new ImageForm(0, 0, 0);

  /** Checks the ranges. */
  public ImageForm {
    if (height < 0 || width < 0 || (height == 0) != (width == 0) || (channels != 0 && channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "image form: got %dx%d with %d channels, expected a height and a width of 1 or more, and 1 or 3 channels"
              .formatted(height, width, channels));
    }
  }

  /** The shape [height, width, channels] of a model's images; as they are when it is null. */
  static ImageForm of(@Nullable Shape image) {
    return image == null ? AS_FOUND : new ImageForm(image.dim(0), image.dim(1), image.dim(2));
  }

  boolean hasSize() {
    return height > 0;
  }
}
