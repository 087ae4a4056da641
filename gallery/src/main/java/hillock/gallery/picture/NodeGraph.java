package hillock.gallery.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Points in the plane with a graph over them, several panels side by side on one scale. */
public final class NodeGraph {
  private static final int SIDE = 200;
  private static final int GAP = 12;
  private static final int LABEL_HEIGHT = 20;
  private static final Color POINT = new Color(190, 190, 190);

  private final List<double[]> points;
  private final List<Panel> panels = new ArrayList<>();
  private int across = 4;

  private record Panel(String label, List<double[]> nodes, List<int[]> edges) {}

  private NodeGraph(List<double[]> points) {
    this.points = List.copyOf(points);
  }

  /** Over these points, each of two numbers, drawn in every panel. */
  public static NodeGraph over(List<double[]> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("node graph: got no points, expected some");
    }
    return new NodeGraph(points);
  }

  /** How many panels stand side by side before the next row of them; 4 without this. */
  public NodeGraph across(int count) {
    across = count;
    return this;
  }

  /**
   * A panel.
   *
   * @param nodes each of two numbers
   * @param edges each of two indices of nodes
   */
  public NodeGraph panel(String label, List<double[]> nodes, List<int[]> edges) {
    panels.add(new Panel(label, List.copyOf(nodes), List.copyOf(edges)));
    return this;
  }

  /** Draws it. */
  public Picture picture(String name, String caption) {
    int wide = Math.min(across, panels.size());
    int high = (panels.size() + across - 1) / across;
    BufferedImage canvas =
        new BufferedImage(
            GAP + wide * (SIDE + GAP), GAP + high * (SIDE + LABEL_HEIGHT + GAP), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = canvas.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int p = 0; p < panels.size(); p++) {
      Graphics2D place = (Graphics2D) g.create();
      place.translate(GAP + p % across * (SIDE + GAP), GAP + p / across * (SIDE + LABEL_HEIGHT + GAP));
      place.setColor(ChartStyle.DARK);
      place.drawString(panels.get(p).label, 0, LABEL_HEIGHT - 8);
      place.translate(0, LABEL_HEIGHT);
      draw(place, panels.get(p));
      place.dispose();
    }
    g.dispose();
    return new Picture(name, caption, canvas);
  }

  private void draw(Graphics2D g, Panel panel) {
    double reach = points.stream().mapToDouble(p -> Math.max(Math.abs(p[0]), Math.abs(p[1]))).max().orElse(1);
    double scale = SIDE / (2.1 * reach);
    g.setColor(POINT);
    points.forEach(p -> g.fill(disc(p, scale, 1.2)));
    g.setColor(ChartStyle.COLOURS[0]);
    g.setStroke(new BasicStroke(1.2f));
    for (int[] edge : panel.edges) {
      double[] a = panel.nodes.get(edge[0]);
      double[] b = panel.nodes.get(edge[1]);
      g.draw(new Line2D.Double(x(a, scale), y(a, scale), x(b, scale), y(b, scale)));
    }
    g.setColor(ChartStyle.COLOURS[1]);
    panel.nodes.forEach(p -> g.fill(disc(p, scale, 2.5)));
  }

  private static Ellipse2D disc(double[] p, double scale, double radius) {
    return new Ellipse2D.Double(x(p, scale) - radius, y(p, scale) - radius, 2 * radius, 2 * radius);
  }

  private static double x(double[] p, double scale) {
    return SIDE / 2.0 + scale * p[0];
  }

  private static double y(double[] p, double scale) {
    return SIDE / 2.0 - scale * p[1];
  }
}
