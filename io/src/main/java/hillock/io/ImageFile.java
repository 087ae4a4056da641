package hillock.io;

import hillock.data.DataException;
import hillock.tensor.Shape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** One picture, its transparent parts white, as RGB. */
final class ImageFile {
  static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif");

  /** Pictures with more pixels are refused before they are unpacked. */
  private static final long MOST_PIXELS = 64L << 20;

  private final BufferedImage image;

  private ImageFile(BufferedImage image) {
    this.image = image;
  }

  /** Height and width in pixels. */
  record Size(int height, int width) {}

  static boolean isImage(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  /** The size, from the header alone. */
  static Size size(Path file) {
    return withReader(file, reader -> new Size(reader.getHeight(0), reader.getWidth(0)));
  }

  static ImageFile read(Path file) {
    BufferedImage decoded =
        withReader(
            file,
            reader -> {
              long pixels = (long) reader.getHeight(0) * reader.getWidth(0);
              if (pixels > MOST_PIXELS) {
                throw new DataException(
                    file.toString(),
                    "an image of " + reader.getHeight(0) + "x" + reader.getWidth(0) + " pixels",
                    "at most " + (MOST_PIXELS >> 20) + " million pixels",
                    "Make it smaller.");
              }
              return reader.read(0);
            });
    return new ImageFile(drawn(decoded, decoded.getHeight(), decoded.getWidth()));
  }

  /** What is done with an open reader. */
  @FunctionalInterface
  private interface Use<T> {
    T of(ImageReader reader) throws IOException;
  }

  private static <T> T withReader(Path file, Use<T> use) {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw damaged(file, null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return use.of(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Damaged files make the JDK's decoders fail in all these ways.
      throw damaged(file, e);
    }
  }

  private static DataException damaged(Path file, @org.jspecify.annotations.Nullable Exception e) {
    return new DataException(
        file.toString(),
        e == null ? "no image the JDK can read" : "a damaged image (" + e.getMessage() + ")",
        "a PNG, JPEG, BMP or GIF image",
        "Remove it or save it again.",
        e);
  }

  boolean isGrey() {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        if ((rgb & 0xff) != (rgb >> 8 & 0xff) || (rgb & 0xff) != (rgb >> 16 & 0xff)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Writes the pixels, scaled to a shape [height, width, 1 or 3], from {@code bytes[offset]}. Grey is the luma of ITU-R
   * BT.601, {@code 0.299 r + 0.587 g + 0.114 b}.
   */
  void scaled(Shape shape, byte[] bytes, int offset) {
    int height = shape.dim(0);
    int width = shape.dim(1);
    BufferedImage fitting =
        image.getHeight() == height && image.getWidth() == width ? image : drawn(image, height, width);
    int at = offset;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = fitting.getRGB(x, y);
        int r = rgb >> 16 & 0xff;
        int g = rgb >> 8 & 0xff;
        int b = rgb & 0xff;
        if (shape.dim(2) == 1) {
          bytes[at++] = (byte) ((299 * r + 587 * g + 114 * b + 500) / 1000);
        } else {
          bytes[at++] = (byte) r;
          bytes[at++] = (byte) g;
          bytes[at++] = (byte) b;
        }
      }
    }
  }

  private static BufferedImage drawn(BufferedImage source, int height, int width) {
    BufferedImage current = source;
    // Halving first keeps bilinear scaling from skipping pixels when an image shrinks a lot.
    while (current.getHeight() >= 2 * height && current.getWidth() >= 2 * width) {
      current = paint(current, current.getHeight() / 2, current.getWidth() / 2);
    }
    return paint(current, height, width);
  }

  private static BufferedImage paint(BufferedImage source, int height, int width) {
    BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(source, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return target;
  }
}
