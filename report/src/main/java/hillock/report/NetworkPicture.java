package hillock.report;

import hillock.model.Catalog;
import hillock.nn.Branches;
import hillock.nn.Graph;
import hillock.nn.Layer;
import hillock.nn.Network;
import hillock.nn.Node;
import hillock.nn.Residual;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A network as a drawing: a box a layer with its output shape, from the input at the top to the result at the bottom;
 * branches side by side, shortcuts as lines around.
 *
 * <pre>{@code Files.writeString(path, NetworkPicture.svg(network)); }</pre>
 */
public final class NetworkPicture {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 40;
  private static final int GAP = 22;
  private static final int AROUND = 36;
  private static final int LETTERS = 32;

  private final Network network;
  private final Map<String, Layer> layers = new HashMap<>();
  private final StringBuilder shapes = new StringBuilder();
  private double right;

  private NetworkPicture(Network network) {
    this.network = network;
    network.layers().forEach(layer -> layers.put(layer.path(), layer));
  }

  /** The drawing as an SVG document. */
  public static String svg(Network network) {
    return new NetworkPicture(network).document();
  }

  /** Where the middle of a part is, and how far down it reaches. */
  private record Place(double x, double bottom) {}

  private String document() {
    double middle = GAP + width(network.spec()) / 2.0;
    box(middle, GAP, "input", network.input().toString(), "#eef2f7");
    Place end = draw(network.spec(), "", middle, GAP + HEIGHT);
    int width = (int) Math.ceil(Math.max(right, middle + WIDTH / 2.0) + GAP);
    int height = (int) Math.ceil(end.bottom + GAP);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif">
    <rect width="100%%" height="100%%" fill="white"/>
    <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
    <path d="M0 0L8 4L0 8z" fill="#64748b"/></marker></defs>
    %s</svg>
    """
        .formatted(width, height, width, height, shapes);
  }

  /** Room that a part takes from left to right. */
  private static double width(Spec spec) {
    return switch (spec) {
      case Sequential s -> s.layers().stream().mapToDouble(NetworkPicture::width).max().orElse(WIDTH);
      case Residual r ->
          shortcut(r)
              ? width(new Sequential(r.layers())) + GAP + width(r.shortcut())
              : width(new Sequential(r.layers())) + 2.0 * AROUND;
      case Branches b ->
          b.branches().stream().mapToDouble(NetworkPicture::width).sum() + GAP * (b.branches().size() - 1);
      case Graph g ->
          g.nodes().stream().mapToDouble(n -> width(n.spec())).max().orElse(WIDTH) + 2.0 * AROUND * lanes(g).size();
      default -> WIDTH;
    };
  }

  private static boolean shortcut(Residual residual) {
    return !residual.shortcut().equals(new Sequential());
  }

  /** Draws a part below a point and returns where it ends. */
  private Place draw(Spec spec, String path, double x, double top) {
    return switch (spec) {
      case Sequential s -> stack(s.layers(), path, x, top);
      case Residual r -> residual(r, path, x, top);
      case Branches b -> branches(b, path, x, top);
      case Graph g -> graph(g, path, x, top);
      default -> {
        arrow(x, top, x, top + GAP);
        String output = path.isEmpty() ? network.output().toString() : layer(path).output().toString();
        yield box(x, top + GAP, text(spec), output, spec instanceof hillock.nn.Activation ? "#fef3c7" : "#dbeafe");
      }
    };
  }

  private Place stack(List<Spec> specs, String path, double x, double top) {
    Place place = new Place(x, top);
    for (int i = 0; i < specs.size(); i++) {
      place = draw(specs.get(i), child(path, Integer.toString(i), specs.get(i)), x, place.bottom);
    }
    return place;
  }

  private Place residual(Residual residual, String path, double x, double top) {
    double inner = width(new Sequential(residual.layers()));
    double left = shortcut(residual) ? x - (width(residual.shortcut()) + GAP) / 2 : x;
    Place main;
    double side;
    Place around;
    if (shortcut(residual)) {
      side = left + (inner + GAP + width(residual.shortcut())) / 2;
      line(x, top, x, top + GAP / 2.0);
      line(left, top + GAP / 2.0, side, top + GAP / 2.0);
      main = stack(residual.layers(), path, left, top + GAP / 2.0);
      around = draw(residual.shortcut(), child(path, "shortcut", residual.shortcut()), side, top + GAP / 2.0);
    } else {
      main = stack(residual.layers(), path, x, top);
      side = x + inner / 2 + AROUND / 2.0;
      line(x, top + GAP / 3.0, side, top + GAP / 3.0);
      around = new Place(side, top + GAP / 3.0);
    }
    double sum = Math.max(main.bottom, around.bottom) + GAP + 9;
    arrow(main.x, main.bottom, main.x, sum - 9);
    line(side, around.bottom, side, sum);
    arrow(side, sum, main.x + 9, sum);
    circle(main.x, sum, "+");
    right = Math.max(right, side + AROUND / 2.0);
    if (left == x) {
      return new Place(x, sum + 9);
    }
    line(left, sum + 9, left, sum + 15);
    line(left, sum + 15, x, sum + 15);
    return new Place(x, sum + 15);
  }

  private Place branches(Branches branches, String path, double x, double top) {
    double left = x - width(branches) / 2;
    double fork = top + GAP / 2.0;
    line(x, top, x, fork);
    List<Place> ends = new ArrayList<>();
    for (int i = 0; i < branches.branches().size(); i++) {
      Spec branch = branches.branches().get(i);
      double middle = left + width(branch) / 2;
      line(x, fork, middle, fork);
      ends.add(draw(branch, child(path, Integer.toString(i), branch), middle, fork));
      left += width(branch) + GAP;
    }
    double join = ends.stream().mapToDouble(Place::bottom).max().orElse(top) + GAP / 2.0;
    for (Place end : ends) {
      line(end.x, end.bottom, end.x, join);
      line(end.x, join, x, join);
    }
    return draw(branches.merge(), child(path, "merge", branches.merge()), x, join - GAP / 2.0);
  }

  /** Nodes below each other; inputs from further up come along lanes to the right. */
  private Place graph(Graph graph, String path, double x, double top) {
    double column = x - AROUND * lanes(graph).size();
    double edge = column + graph.nodes().stream().mapToDouble(n -> width(n.spec())).max().orElse(WIDTH) / 2;
    Map<String, Place> ends = new HashMap<>(Map.of(Graph.INPUT, new Place(column, top + GAP / 2.0)));
    line(x, top, x, top + GAP / 2.0);
    line(x, top + GAP / 2.0, column, top + GAP / 2.0);
    List<String> lanes = lanes(graph);
    Place place = new Place(column, top + GAP / 2.0);
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      String before = i == 0 ? Graph.INPUT : graph.nodes().get(i - 1).name();
      double start = place.bottom + (graph.inputs(i).contains(before) ? 0 : GAP);
      Place end = draw(node.spec(), child(path, node.name(), node.spec()), column, start);
      label(column - WIDTH / 2.0, start + GAP - 3, node.name());
      for (String input : graph.inputs(i)) {
        if (!input.equals(before)) {
          double lane = edge + (lanes.indexOf(input) + 1.0) * AROUND;
          Place from = Objects.requireNonNull(ends.get(input));
          double enter = start + GAP / 2.0;
          line(from.x, from.bottom + 5, lane, from.bottom + 5);
          line(lane, from.bottom + 5, lane, enter);
          line(lane, enter, column, enter);
          right = Math.max(right, lane);
        }
      }
      ends.put(node.name(), end);
      place = end;
    }
    line(column, place.bottom, column, place.bottom + 9);
    line(column, place.bottom + 9, x, place.bottom + 9);
    return new Place(x, place.bottom + 9);
  }

  /** Names whose results are taken further down than by the next node. */
  private static List<String> lanes(Graph graph) {
    List<String> lanes = new ArrayList<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      String before = i == 0 ? Graph.INPUT : graph.nodes().get(i - 1).name();
      graph.inputs(i).stream().filter(n -> !n.equals(before) && !lanes.contains(n)).forEach(lanes::add);
    }
    return lanes;
  }

  private static String child(String path, String name, Spec spec) {
    String kind = spec.getClass().getSimpleName();
    String own = name + "." + kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
    return path.isEmpty() ? own : path + "." + own;
  }

  private Layer layer(String path) {
    Layer layer = layers.get(path);
    if (layer == null) {
      throw new IllegalStateException("no layer '" + path + "' among " + layers.keySet());
    }
    return layer;
  }

  private static String text(Spec spec) {
    String full = spec instanceof Record record ? Catalog.shorthand(record) : Catalog.name(spec.getClass());
    return full.length() <= LETTERS ? full : full.substring(0, LETTERS - 1) + "…";
  }

  private Place box(double x, double top, String name, String shape, String fill) {
    shapes.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"#64748b\"/>%n"
            .formatted(x - WIDTH / 2.0, top, WIDTH, HEIGHT, fill));
    write(x, top + 17, 13, "middle", "#0f172a", name);
    write(x, top + 33, 11, "middle", "#475569", shape);
    right = Math.max(right, x + WIDTH / 2.0);
    return new Place(x, top + HEIGHT);
  }

  private void circle(double x, double y, String sign) {
    shapes.append("<circle cx=\"%s\" cy=\"%s\" r=\"9\" fill=\"white\" stroke=\"#64748b\"/>%n".formatted(x, y));
    write(x, y + 5, 14, "middle", "#0f172a", sign);
  }

  private void label(double x, double y, String name) {
    write(x, y, 11, "start", "#b45309", name);
  }

  private void write(double x, double y, int size, String anchor, String colour, String words) {
    String safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    shapes.append(
        "<text x=\"%s\" y=\"%s\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n"
            .formatted(x, y, size, anchor, colour, safe));
  }

  private void line(double x1, double y1, double x2, double y2) {
    path(x1, y1, x2, y2, "");
  }

  private void arrow(double x1, double y1, double x2, double y2) {
    path(x1, y1, x2, y2, " marker-end=\"url(#tip)\"");
  }

  private void path(double x1, double y1, double x2, double y2, String end) {
    if (x1 != x2 || y1 != y2) {
      shapes.append("<path d=\"M%s %sL%s %s\" stroke=\"#64748b\" fill=\"none\"%s/>%n".formatted(x1, y1, x2, y2, end));
    }
  }
}
