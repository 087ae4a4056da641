package hillock.gallery.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A landscape seen from the side and above, in parallel projection, with a path over it. What lies behind is drawn
 * first, so that hills hide what is behind them.
 */
public final class SurfacePlot {
  private static final int WIDTH = 580;
  private static final int HEIGHT = 440;
  private static final double AZIMUTH = Math.toRadians(35);
  private static final double ELEVATION = Math.toRadians(42);
  private static final double SCALE = 285;
  private static final double TALL = 0.5;
  private static final int LEVELS = 40;

  private final String title;
  private final Relief relief;
  private final List<Piece> pieces = new ArrayList<>();
  private String xTitle = "";
  private String yTitle = "";
  private String zTitle = "";

  /** Something to be drawn, and how near it is. */
  private record Piece(double nearness, Consumer<Graphics2D> drawing) {}

  private SurfacePlot(String title, Relief relief) {
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
  public static SurfacePlot of(String title, double[] x, double[] y, double[][] z) {
    return new SurfacePlot(title, new Relief(x, y, z));
  }

  /** Names the three axes. */
  public SurfacePlot axes(String x, String y, String z) {
    xTitle = x;
    yTitle = y;
    zTitle = z;
    return this;
  }

  /** A path over the surface; what lies outside of it is left out, and its last point is marked by a dot. */
  public SurfacePlot path(double[] x, double[] y) {
    Color colour = ChartStyle.COLOURS[1];
    for (int i = 0; i < x.length; i++) {
      double[] to = spot(x[i], y[i], relief.at(x[i], y[i]));
      double[] from = i == 0 ? to : spot(x[i - 1], y[i - 1], relief.at(x[i - 1], y[i - 1]));
      boolean inside = relief.holds(x[i], y[i]) && (i == 0 || relief.holds(x[i - 1], y[i - 1]));
      boolean last = i == x.length - 1;
      if (inside) {
        // A little nearer than the surface that it lies on.
        pieces.add(
            new Piece(
                Math.max(from[2], to[2]) + 0.03,
                g -> {
                  g.setColor(colour);
                  g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                  g.draw(new Line2D.Double(from[0], from[1], to[0], to[1]));
                  if (last) {
                    g.fill(new Ellipse2D.Double(to[0] - 5, to[1] - 5, 10, 10));
                  }
                }));
      }
    }
    return this;
  }

  /** Draws it. */
  public Picture picture(String name, String caption) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    floor(g);
    List<Piece> all = new ArrayList<>(pieces);
    patches(all);
    all.sort(Comparator.comparingDouble(Piece::nearness));
    all.forEach(piece -> piece.drawing.accept(g));
    g.setColor(ChartStyle.DARK);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    ContourMap.centred(g, title, WIDTH / 2.0, 24);
    g.dispose();
    return new Picture(name, caption, image);
  }

  /** Place on the picture and nearness of a point. */
  private double[] spot(double x, double y, double z) {
    double[] xs = relief.x();
    double[] ys = relief.y();
    double u = (x - xs[0]) / (xs[xs.length - 1] - xs[0]) - 0.5;
    double v = (y - ys[0]) / (ys[ys.length - 1] - ys[0]) - 0.5;
    double height = TALL * (z - relief.least()) / Math.max(Double.MIN_NORMAL, relief.most() - relief.least());
    double right = u * Math.cos(AZIMUTH) - v * Math.sin(AZIMUTH);
    double back = u * Math.sin(AZIMUTH) + v * Math.cos(AZIMUTH);
    double up = height * Math.cos(ELEVATION) + back * Math.sin(ELEVATION);
    return new double[] {WIDTH / 2.0 + SCALE * right, HEIGHT * 0.63 - SCALE * up, -back};
  }

  private void patches(List<Piece> all) {
    double[] x = relief.x();
    double[] y = relief.y();
    double[][] z = relief.z();
    double[] levels = relief.levels(LEVELS);
    for (int j = 0; j + 1 < y.length; j++) {
      for (int i = 0; i + 1 < x.length; i++) {
        double[][] corners = {
          spot(x[i], y[j], z[j][i]),
          spot(x[i + 1], y[j], z[j][i + 1]),
          spot(x[i + 1], y[j + 1], z[j + 1][i + 1]),
          spot(x[i], y[j + 1], z[j + 1][i])
        };
        Path2D patch = new Path2D.Double();
        patch.moveTo(corners[0][0], corners[0][1]);
        for (int k = 1; k < 4; k++) {
          patch.lineTo(corners[k][0], corners[k][1]);
        }
        patch.closePath();
        Color colour = relief.colour(relief.at((x[i] + x[i + 1]) / 2, (y[j] + y[j + 1]) / 2), levels);
        all.add(
            new Piece(
                (corners[0][2] + corners[1][2] + corners[2][2] + corners[3][2]) / 4,
                g -> {
                  g.setColor(colour);
                  g.fill(patch);
                  g.setColor(new Color(90, 110, 140));
                  g.setStroke(new BasicStroke(0.4f));
                  g.draw(patch);
                }));
      }
    }
  }

  /** The edges of the floor with the ends of both axes, and the height of one corner. */
  private void floor(Graphics2D g) {
    double[] x = relief.x();
    double[] y = relief.y();
    double low = relief.least();
    double x0 = x[0];
    double x1 = x[x.length - 1];
    double y0 = y[0];
    double y1 = y[y.length - 1];
    g.setColor(new Color(170, 170, 170));
    g.setStroke(new BasicStroke(1));
    edge(g, spot(x0, y0, low), spot(x1, y0, low));
    edge(g, spot(x1, y0, low), spot(x1, y1, low));
    edge(g, spot(x0, y0, low), spot(x0, y1, low));
    edge(g, spot(x0, y1, low), spot(x1, y1, low));
    edge(g, spot(x0, y1, low), spot(x0, y1, relief.most()));
    g.setColor(ChartStyle.DARK);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    beside(g, ContourMap.text(x0), spot(x0, y0, low), 6, 20);
    beside(g, xTitle, spot((x0 + x1) / 2, y0, low), 16, 24);
    beside(g, ContourMap.text(x1), spot(x1, y0, low), 10, 14);
    beside(g, ContourMap.text(y0), spot(x0, y0, low), -18, 14);
    beside(g, yTitle, spot(x0, (y0 + y1) / 2, low), -24, 14);
    beside(g, ContourMap.text(y1), spot(x0, y1, low), -16, 8);
    beside(g, ContourMap.text(relief.most()), spot(x0, y1, relief.most()), -22, 4);
    // Along its edge, where the surface never is.
    double[] top = spot(x0, y1, relief.most());
    g.rotate(-Math.PI / 2);
    ContourMap.centred(g, zTitle, -(top[1] + spot(x0, y1, low)[1]) / 2, top[0] - 36);
    g.rotate(Math.PI / 2);
  }

  private static void edge(Graphics2D g, double[] from, double[] to) {
    g.draw(new Line2D.Double(from[0], from[1], to[0], to[1]));
  }

  private static void beside(Graphics2D g, String text, double[] spot, int right, int down) {
    ContourMap.centred(g, text, spot[0] + right, spot[1] + down);
  }
}
