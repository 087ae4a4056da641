package hillock.model;

import hillock.nn.ConvTranspose1d;
import hillock.nn.ConvTranspose2d;
import hillock.nn.Layer;
import hillock.nn.MultiHeadAttention;
import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    int[] owners = owners(network);
    List<Row> rows = new ArrayList<>();
    if (network.layers().isEmpty() || Arrays.stream(owners).anyMatch(i -> i < 0)) {
      rows.add(
          new Row(
              "",
              text(network.spec(), false),
              network.output(),
              size(network, owners, -1),
              flops(network, owners, -1)));
    }
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      String prefix = layer.path() + ".";
      boolean holdsOthers = network.layers().stream().anyMatch(l -> l.path().startsWith(prefix));
      String spec = text(layer.spec(), holdsOthers);
      rows.add(new Row(layer.path(), spec, layer.output(), size(network, owners, i), flops(network, owners, i)));
    }
    return new NetworkSummary(List.copyOf(rows));
  }

  /** Floating-point operations of a network's matrix products for one example. */
  static long flops(Network network) {
    int[] owners = owners(network);
    return IntStream.range(-1, network.layers().size()).mapToLong(i -> flops(network, owners, i)).sum();
  }

  /** For each parameter the index of the layer it belongs to; -1 for the outermost. */
  private static int[] owners(Network network) {
    int[] owners = new int[network.parameters().count()];
    Arrays.fill(owners, -1);
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      // Inner layers come after the one they lie in, so that the innermost is written last.
      Arrays.fill(owners, layer.firstParameter(), layer.endParameter(), i);
    }
    return owners;
  }

  private static long size(Network network, int[] owners, int layer) {
    return IntStream.range(0, owners.length)
        .filter(p -> owners[p] == layer)
        .mapToLong(p -> network.parameters().at(p).size())
        .sum();
  }

  private static long flops(Network network, int[] owners, int layer) {
    Shape input = layer < 0 ? network.input() : network.layers().get(layer).input();
    Shape output = layer < 0 ? network.output() : network.layers().get(layer).output();
    Spec spec = layer < 0 ? network.spec() : network.layers().get(layer).spec();
    // What makes one row of a sequence has used its weights at every step.
    // A transposed convolution uses them once for each place of its input.
    boolean transposed = spec instanceof ConvTranspose2d || spec instanceof ConvTranspose1d;
    boolean ofSequence = input.rank() == 2 && output.rank() == 1;
    long positions = ofSequence ? input.dim(0) : transposed ? input.rows() : output.rows();
    long ofWeights =
        IntStream.range(0, owners.length)
            .filter(p -> owners[p] == layer && network.parameters().at(p).shape().rank() > 1)
            .mapToLong(p -> 2L * network.parameters().at(p).size() * positions)
            .sum();
    return ofWeights + (spec instanceof MultiHeadAttention ? 4L * input.dim(0) * input.size() : 0);
  }

  private static String text(Spec spec, boolean nameAlone) {
    return spec instanceof Record record && !nameAlone ? Catalog.shorthand(record) : Catalog.name(spec.getClass());
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
