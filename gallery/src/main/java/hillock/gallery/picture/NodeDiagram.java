package hillock.gallery.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Neurons and the weights between them: nodes in columns, from the inputs on the left to the outputs on the right, and
 * lines that are thicker for larger weights, blue above and orange below 0.
 *
 * <pre>{@code
 * Picture xor = NodeDiagram.titled("XOR")
 *     .node("x1", 0).node("x2", 0).node("hidden", 1).node("y", 2)
 *     .weight("x1", "hidden", 2.5).weight("hidden", "y", -1)
 *     .picture("xor", "A network that computes XOR.");
 * }</pre>
 */
public final class NodeDiagram {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;
  private static final int TOP = 36;
  private static final int MARGIN = 60;
  private static final int RADIUS = 17;

  private final String title;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final List<Weight> weights = new ArrayList<>();

  private record Weight(String from, String to, double value) {}

  private record Place(double x, double y) {}

  private NodeDiagram(String title) {
    this.title = title;
  }

  /** An empty diagram. */
  public static NodeDiagram titled(String title) {
    return new NodeDiagram(title);
  }

  /** Adds a neuron below those of its column; the name, of a few letters, is written into it. */
  public NodeDiagram node(String name, int column) {
    columns.put(name, column);
    return this;
  }

  /** Adds a line between two neurons that were added. */
  public NodeDiagram weight(String from, String to, double value) {
    if (!columns.containsKey(from) || !columns.containsKey(to)) {
      throw new IllegalArgumentException(
          "diagram: got a weight from '%s' to '%s', expected two of %s".formatted(from, to, columns.keySet()));
    }
    weights.add(new Weight(from, to, value));
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
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    g.drawString(title, (WIDTH - g.getFontMetrics().stringWidth(title)) / 2, 24);
    Map<String, Place> places = places();
    double largest = weights.stream().mapToDouble(w -> Math.abs(w.value)).max().orElse(1);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    for (Weight weight : weights) {
      Place middle = new Place(WIDTH / 2.0, HEIGHT / 2.0); // never taken: both ends are nodes
      draw(g, weight, places.getOrDefault(weight.from, middle), places.getOrDefault(weight.to, middle), largest);
    }
    places.forEach((node, place) -> draw(g, node, place));
    g.dispose();
    return new Picture(name, caption, image);
  }

  private Map<String, Place> places() {
    int last = columns.values().stream().mapToInt(c -> c).max().orElse(0);
    Map<String, Place> places = new LinkedHashMap<>();
    for (int column = 0; column <= last; column++) {
      int here = column;
      List<String> nodes = columns.keySet().stream().filter(n -> columns.getOrDefault(n, -1) == here).toList();
      double x = MARGIN + (last == 0 ? 0 : column * (WIDTH - 2.0 * MARGIN) / last);
      for (int i = 0; i < nodes.size(); i++) {
        // Columns between the first and the last by turns higher and lower, so that lines pass by their neurons.
        double shift = column == 0 || column == last ? 0 : (column % 2 == 0 ? 1 : -1) * HEIGHT / (4.0 * nodes.size());
        places.put(nodes.get(i), new Place(x, TOP + shift + (i + 0.5) * (HEIGHT - TOP) / nodes.size()));
      }
    }
    return places;
  }

  private static void draw(Graphics2D g, Weight weight, Place from, Place to, double largest) {
    g.setColor(ChartStyle.COLOURS[weight.value > 0 ? 0 : 1]);
    g.setStroke(new BasicStroke((float) (1 + 4 * Math.abs(weight.value) / largest)));
    g.draw(new Line2D.Double(from.x, from.y, to.x, to.y));
    String text = String.format(java.util.Locale.ROOT, "%.1f", weight.value);
    float x = (float) (from.x + 0.3 * (to.x - from.x));
    float y = (float) (from.y + 0.3 * (to.y - from.y));
    int width = g.getFontMetrics().stringWidth(text);
    g.setColor(Color.WHITE);
    g.fill(new java.awt.geom.Rectangle2D.Float(x - width / 2f - 2, y - 7, width + 4, 14));
    g.setColor(ChartStyle.DARK);
    g.drawString(text, x - width / 2f, y + 4);
  }

  private static void draw(Graphics2D g, String node, Place place) {
    var circle = new java.awt.geom.Ellipse2D.Double(place.x - RADIUS, place.y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    g.setColor(Color.WHITE);
    g.fill(circle);
    g.setColor(ChartStyle.DARK);
    g.setStroke(new BasicStroke(1.5f));
    g.draw(circle);
    g.drawString(node, (float) (place.x - g.getFontMetrics().stringWidth(node) / 2.0), (float) place.y + 4);
  }
}
