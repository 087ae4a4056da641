package hillock.cli;

import java.util.ArrayList;
import java.util.List;

/** Small grey images as lines of text, two rows of pixels a line. */
final class Blocks {
  private Blocks() {}

  /**
   * Draws an image [height, width, channels], bright pixels as ink; only the first channel counts.
   *
   * @param pixels row-major; any range of numbers
   */
  static List<String> of(float[] pixels, int height, int width, int channels, Ink ink) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < height * width; i++) {
      low = Math.min(low, pixels[i * channels]);
      high = Math.max(high, pixels[i * channels]);
    }
    float middle = (low + high) / 2;
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < height; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < width; x++) {
        int upper = pixels[(y * width + x) * channels] > middle ? 2 : 0;
        int lower = y + 1 < height && pixels[((y + 1) * width + x) * channels] > middle ? 1 : 0;
        line.append(ink.pairs().charAt(upper + lower));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Several pictures side by side, each under its caption. */
  static List<String> sideBySide(List<List<String>> pictures, List<String> captions) {
    int height = pictures.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int row = -1; row < height; row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < pictures.size(); i++) {
        List<String> picture = pictures.get(i);
        int width = Math.max(captions.get(i).length(), picture.isEmpty() ? 0 : picture.getFirst().length());
        String cell = row < 0 ? captions.get(i) : row < picture.size() ? picture.get(row) : "";
        line.append("  ").append(cell).append(" ".repeat(width - cell.length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
