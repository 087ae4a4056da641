package hillock.gallery.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Charts and grids of images. */
class PictureTest {
  @Test
  void aCurveIsDrawnInItsColour() {
    LineChart chart = LineChart.titled("t").axes("x", "y").line("falling", 3, 2, 1).line("rising", 1, 2, 3);
    BufferedImage image = chart.picture("p", "A cross.").image();
    assertThat(count(image, ChartStyle.COLOURS[0])).isGreaterThan(300);
    assertThat(count(image, ChartStyle.COLOURS[1])).isGreaterThan(300);
    assertThat(count(image, Color.WHITE)).isGreaterThan(image.getWidth() * image.getHeight() / 2);
  }

  @Test
  void aCurveWithAnInfinityHasAGapThere() {
    Picture whole = LineChart.titled("t").line("a", 1, 1, 1, 1, 1).picture("p", "Whole.");
    Picture gap = LineChart.titled("t").line("a", 1, 1, Double.POSITIVE_INFINITY, 1, 1).picture("p", "Gap.");
    assertThat(count(gap.image(), ChartStyle.COLOURS[0]))
        .isPositive()
        .isLessThan(count(whole.image(), ChartStyle.COLOURS[0]));
  }

  @Test
  void cellsLieInAHoneycombAndDiscsAreCutByKind() {
    List<float[]> red = java.util.Collections.nCopies(6, new float[] {1, 0, 0});
    int[][] counts = {{4, 0}, {1, 1}, {0, 0}, {0, 4}, {0, 0}, {0, 0}};
    BufferedImage image =
        CellMap.honeycomb(3, 2)
            .colours("all red", red)
            .counts("kinds", counts, List.of("a", "b"))
            .picture("p", "Cells.")
            .image();
    assertThat(count(image, Color.RED)).isGreaterThan(20_000);
    int first = count(image, ChartStyle.COLOURS[0]);
    assertThat((double) count(image, ChartStyle.COLOURS[1]) / first).isBetween(0.95, 1.05);
    assertThatThrownBy(() -> CellMap.squares(2, 2).values("three", new double[3]))
        .hasMessage("cell map: got 3 cells, expected 4");
  }

  @Test
  void aDoubledBarHasTwiceTheInk() {
    int one = count(bars(1, 2), ChartStyle.COLOURS[0]);
    int two = count(bars(2, 2), ChartStyle.COLOURS[0]);
    assertThat((double) two / one).isBetween(1.2, 1.5); // 1 + 2 against 2 + 2
  }

  private static BufferedImage bars(double first, double second) {
    return BarChart.titled("t")
        .rangeY(0, 2.5)
        .bars("a", List.of("x", "y"), first, second)
        .picture("p", "Bars.")
        .image();
  }

  @Test
  void aHistogramCountsItsValues() {
    double[] values = new double[100];
    values[99] = 1; // 99 at the left end, 1 at the right
    BufferedImage image = BarChart.titled("t").histogram("a", values, 4).picture("p", "Counts.").image();
    assertThat(columnsWith(image, ChartStyle.COLOURS[0], 0, image.getWidth() / 2)).isGreaterThan(50);
    assertThat(count(image, ChartStyle.COLOURS[0])).isGreaterThan(1000);
  }

  @Test
  void aHeatMapIsDarkWhereValuesAreLarge() {
    double[][] values = {{0, 1}, {1, 0}};
    BufferedImage image =
        HeatMap.titled("t").values(List.of("a", "b"), List.of("c", "d"), values).picture("p", "Checks.").image();
    assertThat(count(image, new Color(8, 48, 107))).isGreaterThan(10_000);
    assertThat(count(image, new Color(247, 251, 255))).isGreaterThan(10_000);
  }

  @Test
  void aGridShowsItsImagesPixelForPixel() throws IOException {
    float[] dot = new float[64];
    dot[8 * 3 + 5] = 1; // row 3, column 5
    Picture picture = ImageGrid.of(8, 8, 1).row("", List.of(new float[64], dot)).picture("p", "A dot.");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
    int scale = 6; // 48 pixels a side at least
    assertThat(image.getWidth()).isEqualTo(4 + 2 * (8 * scale + 4));
    assertThat(image.getHeight()).isEqualTo(4 + 8 * scale + 4);
    int left = 4 + 8 * scale + 4;
    assertThat(image.getRGB(left + 5 * scale, 4 + 3 * scale)).isEqualTo(Color.WHITE.getRGB());
    assertThat(image.getRGB(left + 6 * scale - 1, 4 + 4 * scale - 1)).isEqualTo(Color.WHITE.getRGB());
    assertThat(image.getRGB(left + 6 * scale, 4 + 3 * scale)).isEqualTo(Color.BLACK.getRGB());
    assertThat(image.getRGB(4 + 5 * scale, 4 + 3 * scale)).isEqualTo(Color.BLACK.getRGB());
  }

  @Test
  void aColourImageKeepsItsColours() {
    float[] pixels = {1, 0, 0, 0, 0, 1}; // red, blue
    BufferedImage image = ImageGrid.of(1, 2, 3).row("", List.of(pixels)).picture("p", "Two.").image();
    assertThat(image.getRGB(4, 4)).isEqualTo(Color.RED.getRGB());
    assertThat(image.getRGB(4 + 24, 4)).isEqualTo(Color.BLUE.getRGB());
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> ImageGrid.of(2, 2, 2)).hasMessageContaining("1 or 3 channels");
    assertThatThrownBy(() -> ImageGrid.of(2, 2, 1).row("", List.of(new float[3]))).hasMessageContaining("expected 4");
    assertThatThrownBy(() -> new Picture("../x", "c", new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)))
        .hasMessageContaining("lower-case");
  }

  private static int count(BufferedImage image, Color colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xffffff) == (colour.getRGB() & 0xffffff) ? 1 : 0;
      }
    }
    return count;
  }

  private static int columnsWith(BufferedImage image, Color colour, int from, int to) {
    int columns = 0;
    for (int x = from; x < to; x++) {
      boolean found = false;
      for (int y = 0; y < image.getHeight(); y++) {
        found |= (image.getRGB(x, y) & 0xffffff) == (colour.getRGB() & 0xffffff);
      }
      columns += found ? 1 : 0;
    }
    return columns;
  }
}
