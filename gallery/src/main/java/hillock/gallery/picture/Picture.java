package hillock.gallery.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * A finished picture.
 *
 * @param name of its file, without the ending: lower-case letters, digits and hyphens
 * @param caption one sentence that says what is seen
 * @param image the pixels
 */
public record Picture(String name, String caption, BufferedImage image) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Checks the name. */
  public Picture {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "picture: got name '%s', expected lower-case letters, digits and hyphens".formatted(name));
    }
  }

  /** The picture as a PNG file. */
  public byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("picture " + name + ": this JDK writes no PNG of this kind of image");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toByteArray();
  }
}
