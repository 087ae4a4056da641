package hillock.gallery.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Small images in rows, each row with a label: digits and what became of them.
 *
 * <pre>{@code
 * Picture digits = ImageGrid.of(28, 28, 1)
 *     .row("given", givenPixels)
 *     .row("rebuilt", rebuiltPixels)
 *     .picture("digits", "Digits and what the network makes of them.");
 * }</pre>
 */
public final class ImageGrid {
  private static final int GAP = 4;
  private static final int LABEL_HEIGHT = 18;
  private static final int LEAST_SIDE = 48;

  private final int height;
  private final int width;
  private final int channels;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String label, List<float[]> images, List<String> captions) {}

  private ImageGrid(int height, int width, int channels) {
    this.height = height;
    this.width = width;
    this.channels = channels;
  }

  /**
   * An empty grid for images [height, width, channels].
   *
   * @param channels 1 for grey, 3 for red, green and blue
   */
  public static ImageGrid of(int height, int width, int channels) {
    if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "image grid: got [%d, %d, %d], expected at least 1 by 1 pixels of 1 or 3 channels"
              .formatted(height, width, channels));
    }
    return new ImageGrid(height, width, channels);
  }

  /**
   * Adds a row of images.
   *
   * @param label above the row; empty for none
   * @param images each of height·width·channels values; each row is drawn from black, its least value, to white, its
   *     largest
   */
  public ImageGrid row(String label, List<float[]> images) {
    return row(label, images, List.of());
  }

  /** Adds a row of images with a few letters below each. */
  public ImageGrid row(String label, List<float[]> images, List<String> captions) {
    for (float[] image : images) {
      if (image.length != height * width * channels) {
        throw new IllegalArgumentException(
            "image grid: got %d values, expected %d".formatted(image.length, height * width * channels));
      }
    }
    rows.add(new Row(label, List.copyOf(images), List.copyOf(captions)));
    return this;
  }

  /** Draws it, each pixel as a square of whole pixels. */
  public Picture picture(String name, String caption) {
    int scale = Math.max(1, (LEAST_SIDE + width - 1) / width);
    int columns = rows.stream().mapToInt(r -> r.images.size()).max().orElse(0);
    int total = GAP;
    for (Row row : rows) {
      total += rowHeight(row, scale);
    }
    BufferedImage canvas =
        new BufferedImage(GAP + Math.max(1, columns) * (width * scale + GAP), total, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = canvas.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setColor(Color.DARK_GRAY);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    int y = GAP;
    for (Row row : rows) {
      draw(g, canvas, row, y, scale);
      y += rowHeight(row, scale);
    }
    g.dispose();
    return new Picture(name, caption, canvas);
  }

  private int rowHeight(Row row, int scale) {
    return (row.label.isEmpty() ? 0 : LABEL_HEIGHT)
        + height * scale
        + (row.captions.isEmpty() ? 0 : LABEL_HEIGHT)
        + GAP;
  }

  private void draw(Graphics2D g, BufferedImage canvas, Row row, int top, int scale) {
    int y = top;
    if (!row.label.isEmpty()) {
      g.drawString(row.label, GAP, y + LABEL_HEIGHT - 5);
      y += LABEL_HEIGHT;
    }
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float[] image : row.images) {
      for (float v : image) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    for (int i = 0; i < row.images.size(); i++) {
      int x = GAP + i * (width * scale + GAP);
      paint(canvas, row.images.get(i), x, y, scale, low, high > low ? high - low : 1);
      if (i < row.captions.size()) {
        g.drawString(row.captions.get(i), x, y + height * scale + LABEL_HEIGHT - 5);
      }
    }
  }

  private void paint(BufferedImage canvas, float[] image, int left, int top, int scale, float low, float span) {
    for (int y = 0; y < height * scale; y++) {
      for (int x = 0; x < width * scale; x++) {
        int at = ((y / scale) * width + x / scale) * channels;
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          float v = (image[at + (channels == 1 ? 0 : c)] - low) / span;
          rgb = rgb << 8 | Math.round(255 * v);
        }
        canvas.setRGB(left + x, top + y, rgb);
      }
    }
  }
}
