package hillock.model;

import hillock.nn.Layer;
import hillock.nn.Network;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of a network's layers, for people.
 *
 * @param rows a layer each, inner layers after the one they lie in
 */
public record NetworkSummary(List<Row> rows) {
  /**
   * A layer.
   *
   * @param path its name, with those of the layers it lies in; empty for the outermost
   * @param spec how it would be written on a command line
   * @param output shape of one example after it
   * @param parameters number of values of its own, without those of inner layers
   * @param flops floating-point operations of its own matrix products for one example: two for each weight and position
   */
  public record Row(String path, String spec, Shape output, long parameters, long flops) {}

  /** The table of a network. */
  public static NetworkSummary of(Network network) {
    List<Layer> layers = network.layers();
    int[] owner = new int[network.parameters().count()];
    Arrays.fill(owner, -1);
    for (int i = 0; i < layers.size(); i++) {
      // Inner layers come after the one they lie in, so that the innermost is written last.
      Arrays.fill(owner, layers.get(i).firstParameter(), layers.get(i).endParameter(), i);
    }
    List<Row> rows = new ArrayList<>();
    boolean outermost = layers.isEmpty() || Arrays.stream(owner).anyMatch(i -> i < 0);
    for (int i = outermost ? -1 : 0; i < layers.size(); i++) {
      rows.add(row(network, i, owner));
    }
    return new NetworkSummary(List.copyOf(rows));
  }

  private static Row row(Network network, int index, int[] owner) {
    Layer layer = index < 0 ? null : network.layers().get(index);
    Record spec = (Record) (layer == null ? network.spec() : layer.spec());
    Shape output = layer == null ? network.output() : layer.output();
    String path = layer == null ? "" : layer.path();
    String prefix = path.isEmpty() ? "" : path + ".";
    boolean holdsOthers =
        network.layers().stream().anyMatch(l -> !l.path().equals(path) && l.path().startsWith(prefix));
    long parameters = 0;
    long flops = 0;
    for (int p = 0; p < owner.length; p++) {
      if (owner[p] == index) {
        Parameter parameter = network.parameters().at(p);
        parameters += parameter.size();
        flops += parameter.shape().rank() > 1 ? 2L * parameter.size() * output.rows() : 0;
      }
    }
    return new Row(
        path, holdsOthers ? Catalog.name(spec.getClass()) : Catalog.shorthand(spec), output, parameters, flops);
  }

  /** Number of values of all parameters. */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Floating-point operations of all matrix products for one example. */
  public long flops() {
    return rows.stream().mapToLong(Row::flops).sum();
  }

  /** The table with a line a layer and the sums at the end. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("layer", "spec", "output", "parameters", "flops"));
    for (Row row : rows) {
      lines.add(line(row.path, row.spec, row.output.toString(), row.parameters, row.flops));
    }
    lines.add(line("total", "", "", parameters(), flops()));
    int[] widths = new int[5];
    lines.forEach(line -> Arrays.setAll(widths, i -> Math.max(widths[i], line.get(i).length())));
    String format =
        "%%-%ds  %%-%ds  %%-%ds  %%%ds  %%%ds%n"
            .formatted(Arrays.stream(widths).map(w -> Math.max(w, 1)).boxed().toArray());
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(format.formatted(line.toArray())));
    return text.toString();
  }

  private static List<String> line(String path, String spec, String output, long parameters, long flops) {
    return List.of(path, spec, output, "%,d".formatted(parameters), "%,d".formatted(flops));
  }
}
