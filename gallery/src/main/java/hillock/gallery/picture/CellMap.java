package hillock.gallery.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cells in rows, as squares or as a honeycomb, several panels side by side: what a self-organising map looks like.
 *
 * <pre>{@code
 * Picture view = CellMap.honeycomb(11, 6)
 *     .values("distance to neighbours", heights)
 *     .counts("flowers", counts, List.of("setosa", "versicolor", "virginica"))
 *     .picture("map", "A ridge parts setosa from the others.");
 * }</pre>
 */
public final class CellMap {
  private static final Color LIGHT = new Color(247, 251, 255);
  private static final Color DARK = new Color(8, 48, 107);
  private static final Color EMPTY = new Color(238, 238, 238);
  private static final int LABEL_HEIGHT = 20;
  private static final int GAP = 14;
  private static final double ROW_DISTANCE = Math.sqrt(3) / 2;
  private static final int PANEL_WIDTH = 200;

  private final int rows;
  private final int columns;
  private final boolean honeycomb;
  private final double cell;
  private final List<Panel> panels = new ArrayList<>();
  private List<String> kinds = List.of();
  private int across = 4;

  /** What one panel draws in the place of a cell. */
  private record Panel(String label, Painter painter) {}

  @FunctionalInterface
  private interface Painter {
    void paint(Graphics2D g, int cell, Point2D centre);
  }

  private CellMap(int rows, int columns, boolean honeycomb) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("cell map: got %d by %d cells, expected some".formatted(rows, columns));
    }
    this.rows = rows;
    this.columns = columns;
    this.honeycomb = honeycomb;
    cell = Math.max(5, Math.floor(PANEL_WIDTH / (columns + 0.5)));
  }

  /** Squares in rows and columns. */
  public static CellMap squares(int rows, int columns) {
    return new CellMap(rows, columns, false);
  }

  /** Hexagons, every second row half a cell further right. */
  public static CellMap honeycomb(int rows, int columns) {
    return new CellMap(rows, columns, true);
  }

  /** How many panels stand side by side before the next row of them; 4 without this. */
  public CellMap across(int count) {
    across = count;
    return this;
  }

  /** A panel of numbers, one a cell row by row, light for the least and dark for the largest. */
  public CellMap values(String label, double[] values) {
    check(values.length);
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    double span = high > low ? high - low : 1;
    panels.add(new Panel(label, (g, i, centre) -> fill(g, centre, mixed((values[i] - low) / span))));
    return this;
  }

  /** A panel of colours, red, green and blue from 0 to 1 for each cell. */
  public CellMap colours(String label, List<float[]> colours) {
    check(colours.size());
    panels.add(
        new Panel(
            label,
            (g, i, centre) -> {
              float[] c = colours.get(i);
              fill(g, centre, new Color(unit(c[0]), unit(c[1]), unit(c[2])));
            }));
    return this;
  }

  /**
   * A panel of discs, the larger the more examples a cell has, cut by kind.
   *
   * @param counts [cells][kinds]
   */
  public CellMap counts(String label, int[][] counts, List<String> names) {
    check(counts.length);
    kinds = names;
    double most = Arrays.stream(counts).mapToInt(c -> Arrays.stream(c).sum()).max().orElse(1);
    panels.add(
        new Panel(
            label,
            (g, i, centre) -> {
              fill(g, centre, EMPTY);
              double total = Arrays.stream(counts[i]).sum();
              double size = cell * 0.9 * Math.sqrt(total / most);
              double from = 90;
              for (int k = 0; k < names.size(); k++) {
                double extent = 360 * counts[i][k] / Math.max(1, total);
                g.setColor(ChartStyle.COLOURS[k % ChartStyle.COLOURS.length]);
                g.fill(
                    new Arc2D.Double(
                        centre.getX() - size / 2, centre.getY() - size / 2, size, size, from, extent, Arc2D.PIE));
                from += extent;
              }
            }));
    return this;
  }

  private void check(int cells) {
    if (cells != rows * columns) {
      throw new IllegalArgumentException("cell map: got %d cells, expected %d".formatted(cells, rows * columns));
    }
  }

  private static float unit(float value) {
    return Math.clamp(value, 0f, 1f);
  }

  private static Color mixed(double share) {
    return new Color(
        (int) Math.round(LIGHT.getRed() + share * (DARK.getRed() - LIGHT.getRed())),
        (int) Math.round(LIGHT.getGreen() + share * (DARK.getGreen() - LIGHT.getGreen())),
        (int) Math.round(LIGHT.getBlue() + share * (DARK.getBlue() - LIGHT.getBlue())));
  }

  private void fill(Graphics2D g, Point2D centre, Color colour) {
    Path2D outline = new Path2D.Double();
    int corners = honeycomb ? 6 : 4;
    double reach = honeycomb ? cell / Math.sqrt(3) : cell / Math.sqrt(2);
    for (int k = 0; k < corners; k++) {
      double angle = Math.PI * (2.0 * k / corners + (honeycomb ? 0.5 : 0.25));
      double x = centre.getX() + reach * Math.cos(angle);
      double y = centre.getY() + reach * Math.sin(angle);
      if (k == 0) {
        outline.moveTo(x, y);
      } else {
        outline.lineTo(x, y);
      }
    }
    outline.closePath();
    g.setColor(colour);
    g.fill(outline);
  }

  private Point2D centre(int i) {
    int row = i / columns;
    double x = i % columns + 0.5 + (honeycomb && row % 2 == 1 ? 0.5 : 0);
    return new Point2D.Double(x * cell, (row * (honeycomb ? ROW_DISTANCE : 1) + 0.6) * cell);
  }

  /** Draws it. */
  public Picture picture(String name, String caption) {
    int width = (int) Math.ceil((columns + (honeycomb ? 0.5 : 0)) * cell);
    int height = (int) Math.ceil(((rows - 1) * (honeycomb ? ROW_DISTANCE : 1) + 1.2) * cell) + LABEL_HEIGHT;
    int wide = Math.min(across, panels.size());
    int high = (panels.size() + across - 1) / across;
    int legend = kinds.isEmpty() ? 0 : LABEL_HEIGHT;
    BufferedImage canvas =
        new BufferedImage(GAP + wide * (width + GAP), GAP + high * (height + GAP) + legend, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = canvas.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int p = 0; p < panels.size(); p++) {
      Graphics2D place = (Graphics2D) g.create();
      place.translate(GAP + p % across * (width + GAP), GAP + p / across * (height + GAP));
      place.setColor(ChartStyle.DARK);
      place.drawString(panels.get(p).label, 0, LABEL_HEIGHT - 8);
      place.translate(0, LABEL_HEIGHT);
      for (int i = 0; i < rows * columns; i++) {
        panels.get(p).painter.paint(place, i, centre(i));
      }
      place.dispose();
    }
    legend(g, canvas.getHeight() - LABEL_HEIGHT);
    g.dispose();
    return new Picture(name, caption, canvas);
  }

  private void legend(Graphics2D g, int top) {
    int x = GAP;
    for (int k = 0; k < kinds.size(); k++) {
      g.setColor(ChartStyle.COLOURS[k % ChartStyle.COLOURS.length]);
      g.fill(new Ellipse2D.Double(x, top + 2, 10, 10));
      g.setColor(ChartStyle.DARK);
      g.drawString(kinds.get(k), x + 14, top + 12);
      x += 30 + g.getFontMetrics().stringWidth(kinds.get(k));
    }
  }
}
