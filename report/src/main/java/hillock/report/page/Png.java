package hillock.report.page;

import hillock.report.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG inside the page. They keep their size; the style sheet enlarges them with sharp pixels. */
final class Png {
  private Png() {}

  /** An image element. */
  static Markup image(Picture picture, String alt) {
    return Markup.of(
        "<img width=\"{}\" height=\"{}\" alt=\"{}\" src=\"{}\">",
        picture.width(),
        picture.height(),
        alt,
        Markup.whole(address(picture)));
  }

  private static String address(Picture picture) {
    int type = picture.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    // Through the raster: setRGB would convert grey values from sRGB to linear and change them.
    int[] pixels = new int[picture.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Byte.toUnsignedInt(picture.pixels()[i]);
    }
    image.getRaster().setPixels(0, 0, picture.width(), picture.height(), pixels);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: ImageIO would otherwise cache in a temporary file.
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
