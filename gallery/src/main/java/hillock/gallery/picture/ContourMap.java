package hillock.gallery.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A landscape seen from above: lines of equal height, light for low and dark for high, and paths through it. Between
 * two lines lies the same share of the area.
 */
public final class ContourMap {
  private static final int LEFT = 62;
  private static final int TOP = 36;
  private static final int PLOT_WIDTH = 556;
  private static final int PLOT_HEIGHT = 340;
  private static final int LEVELS = 16;
  private static final int TICKS = 5;

  private final String title;
  private final Relief relief;
  private final List<Walk> walks = new ArrayList<>();
  private String xTitle = "";
  private String yTitle = "";

  private record Walk(String name, double[] x, double[] y) {}

  private ContourMap(String title, Relief relief) {
    this.title = title;
    this.relief = relief;
  }

  /**
   * Of a table of heights.
   *
   * @param x ascending
   * @param y ascending
   * @param z [y.length][x.length]
   */
  public static ContourMap of(String title, double[] x, double[] y, double[][] z) {
    return new ContourMap(title, new Relief(x, y, z));
  }

  /** Names both axes. */
  public ContourMap axes(String x, String y) {
    xTitle = x;
    yTitle = y;
    return this;
  }

  /** A path through points; its first is marked by a ring and its last by a dot. */
  public ContourMap path(String name, double[] x, double[] y) {
    walks.add(new Walk(name, x, y));
    return this;
  }

  /** Draws it. */
  public Picture picture(String name, String caption) {
    BufferedImage image = new BufferedImage(LEFT + PLOT_WIDTH + 22, TOP + PLOT_HEIGHT + 74, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    double[] levels = relief.levels(LEVELS);
    ground(g, levels);
    lines(g, levels);
    frame(g);
    g.setClip(new Rectangle2D.Double(LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT));
    for (int i = 0; i < walks.size(); i++) {
      walk(g, walks.get(i), ChartStyle.COLOURS[i]);
    }
    g.setClip(null);
    legend(g);
    g.dispose();
    return new Picture(name, caption, image);
  }

  private double px(double x) {
    return LEFT + PLOT_WIDTH * (x - relief.x()[0]) / (relief.x()[relief.x().length - 1] - relief.x()[0]);
  }

  private double py(double y) {
    double[] all = relief.y();
    return TOP + PLOT_HEIGHT * (1 - (y - all[0]) / (all[all.length - 1] - all[0]));
  }

  private void ground(Graphics2D g, double[] levels) {
    double[] x = relief.x();
    double[] y = relief.y();
    for (int j = 0; j + 1 < y.length; j++) {
      for (int i = 0; i + 1 < x.length; i++) {
        g.setColor(relief.colour(relief.at((x[i] + x[i + 1]) / 2, (y[j] + y[j + 1]) / 2), levels));
        int left = (int) Math.floor(px(x[i]));
        int top = (int) Math.floor(py(y[j + 1]));
        g.fillRect(left, top, (int) Math.ceil(px(x[i + 1])) - left, (int) Math.ceil(py(y[j])) - top);
      }
    }
  }

  /** Each cell is cut into two triangles, in each of which a line of equal height is straight. */
  private void lines(Graphics2D g, double[] levels) {
    g.setColor(new Color(90, 110, 140));
    g.setStroke(new BasicStroke(0.8f));
    double[] x = relief.x();
    double[] y = relief.y();
    double[][] z = relief.z();
    for (int j = 0; j + 1 < y.length; j++) {
      for (int i = 0; i + 1 < x.length; i++) {
        double[] a = {px(x[i]), py(y[j]), z[j][i]};
        double[] b = {px(x[i + 1]), py(y[j]), z[j][i + 1]};
        double[] c = {px(x[i]), py(y[j + 1]), z[j + 1][i]};
        double[] d = {px(x[i + 1]), py(y[j + 1]), z[j + 1][i + 1]};
        for (double level : levels) {
          cross(g, level, a, b, c);
          cross(g, level, b, d, c);
        }
      }
    }
  }

  private static void cross(Graphics2D g, double level, double[]... corners) {
    List<double[]> ends = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      double[] from = corners[k];
      double[] to = corners[(k + 1) % 3];
      if (from[2] < level != to[2] < level) {
        double share = (level - from[2]) / (to[2] - from[2]);
        ends.add(new double[] {from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])});
      }
    }
    if (ends.size() == 2) {
      g.draw(new Line2D.Double(ends.get(0)[0], ends.get(0)[1], ends.get(1)[0], ends.get(1)[1]));
    }
  }

  private void frame(Graphics2D g) {
    g.setColor(ChartStyle.DARK);
    g.setStroke(new BasicStroke(1));
    g.drawRect(LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    centred(g, title, LEFT + PLOT_WIDTH / 2.0, TOP - 14.0);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int t = 0; t <= TICKS; t++) {
      double x = between(relief.x(), t);
      double y = between(relief.y(), t);
      g.draw(new Line2D.Double(px(x), TOP + PLOT_HEIGHT, px(x), TOP + PLOT_HEIGHT + 4));
      g.draw(new Line2D.Double(LEFT - 4, py(y), LEFT, py(y)));
      centred(g, text(x), px(x), TOP + PLOT_HEIGHT + 17.0);
      String label = text(y);
      g.drawString(label, LEFT - 8 - g.getFontMetrics().stringWidth(label), (float) py(y) + 4);
    }
    centred(g, xTitle, LEFT + PLOT_WIDTH / 2.0, TOP + PLOT_HEIGHT + 34.0);
    g.rotate(-Math.PI / 2);
    centred(g, yTitle, -(TOP + PLOT_HEIGHT / 2.0), 15);
    g.rotate(Math.PI / 2);
  }

  private static double between(double[] axis, int tick) {
    return axis[0] + (axis[axis.length - 1] - axis[0]) * tick / TICKS;
  }

  static String text(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }

  static void centred(Graphics2D g, String text, double x, double y) {
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
  }

  private void walk(Graphics2D g, Walk walk, Color colour) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Path2D line = new Path2D.Double();
    for (int i = 0; i < walk.x.length; i++) {
      if (i == 0) {
        line.moveTo(px(walk.x[i]), py(walk.y[i]));
      } else {
        line.lineTo(px(walk.x[i]), py(walk.y[i]));
      }
    }
    g.draw(line);
    int last = walk.x.length - 1;
    g.draw(new Ellipse2D.Double(px(walk.x[0]) - 5, py(walk.y[0]) - 5, 10, 10));
    g.fill(new Ellipse2D.Double(px(walk.x[last]) - 5, py(walk.y[last]) - 5, 10, 10));
  }

  private void legend(Graphics2D g) {
    int x = LEFT;
    int y = TOP + PLOT_HEIGHT + 60;
    for (int i = 0; i < walks.size(); i++) {
      g.setColor(ChartStyle.COLOURS[i]);
      g.setStroke(new BasicStroke(2));
      g.drawLine(x, y - 4, x + 22, y - 4);
      g.setColor(Color.BLACK);
      g.drawString(walks.get(i).name, x + 28, y);
      x += 28 + g.getFontMetrics().stringWidth(walks.get(i).name) + 22;
    }
  }
}
