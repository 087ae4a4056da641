package hillock.report.page;

import hillock.report.NetworkOutline;
import hillock.report.NetworkOutline.LayerOutline;
import java.util.ArrayList;
import java.util.List;

/** The layers as a row of bars and as a table. */
final class NetworkSection {
  /** A deeper network is shown as the table alone. */
  private static final int MOST_BARS = 40;

  private NetworkSection() {}

  static Section of(NetworkOutline network) {
    List<List<Object>> rows =
        network.layers().stream()
            .map(l -> List.<Object>of(l.name(), l.kind(), Notation.shape(l.output()), Notation.count(l.parameters())))
            .toList();
    Markup table =
        Rows.table(
            "The layers; " + Notation.count(network.parameters(), "trainable parameter"),
            List.of("Layer", "Kind", "#Output of one row", "#Parameters"),
            rows);
    return new Section(
        "network",
        "The network",
        Markup.of("{}{}", network.layers().size() <= MOST_BARS ? diagram(network) : Markup.NONE, table));
  }

  private static Markup diagram(NetworkOutline network) {
    List<Markup> bars = new ArrayList<>();
    bars.add(bar("input", network.input(), false));
    for (LayerOutline l : network.layers()) {
      bars.add(bar(l.kind(), l.output(), l.parameters() > 0));
    }
    return Markup.of("<ol class=\"layers\" aria-label=\"The layers from input to output\">{}</ol>", Markup.join(bars));
  }

  private static Markup bar(String kind, List<Integer> sizes, boolean trained) {
    double units = sizes.stream().mapToDouble(n -> n).reduce(1, (a, b) -> a * b);
    // Logarithmic, so that 10 outputs remain visible beside 150,528 inputs.
    long height = Math.round(12 + 10 * Math.log(Math.max(1, units)) / Math.log(2));
    return Markup.of(
        "<li><span class=\"bar{}\" style=\"height:{}px\" aria-hidden=\"true\"></span><b>{}</b>"
            + "<span class=\"note\">{}</span></li>",
        trained ? " trained" : "",
        height,
        kind,
        Notation.shape(sizes));
  }
}
