package hillock.report;

import hillock.model.Catalog;
import hillock.nn.Layer;
import hillock.nn.Network;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layers of a network, in order.
 *
 * @param input sizes of one row as the first layer sees it
 * @param layers in order
 */
public record NetworkOutline(List<Integer> input, List<LayerOutline> layers) {

  /**
   * One layer.
   *
   * @param name its path in the network, such as {@code 0} or {@code head}
   * @param kind what it is with its settings, such as {@code Dense(64)}
   * @param output sizes of what it makes of one row
   * @param parameters trainable numbers in it
   */
  public record LayerOutline(String name, String kind, List<Integer> output, long parameters) {
    public LayerOutline {
      output = List.copyOf(output);
    }
  }

  public NetworkOutline {
    input = List.copyOf(input);
    layers = List.copyOf(layers);
  }

  /** The innermost layers of a network; those that only hold others are left out. */
  public static NetworkOutline of(Network network) {
    List<Layer> leaves =
        network.layers().stream()
            .filter(l -> network.layers().stream().noneMatch(inner -> inner.path().startsWith(l.path() + ".")))
            .toList();
    int count = network.parameters().count();
    if (leaves.isEmpty() || IntStream.range(0, count).anyMatch(p -> inNoLayer(network, p))) {
      // The outermost spec is a layer itself, not a sequence of them.
      leaves = List.of(new Layer("0", network.spec(), network.input(), network.output(), 0, count));
    }
    return new NetworkOutline(sizes(network.input()), leaves.stream().map(l -> outline(network, l)).toList());
  }

  private static boolean inNoLayer(Network network, int parameter) {
    return network.layers().stream().noneMatch(l -> l.firstParameter() <= parameter && parameter < l.endParameter());
  }

  private static LayerOutline outline(Network network, Layer layer) {
    long parameters =
        IntStream.range(layer.firstParameter(), layer.endParameter())
            .mapToObj(network.parameters()::at)
            .filter(p -> p.trainable())
            .mapToLong(p -> p.size())
            .sum();
    return new LayerOutline(layer.path(), kind(layer.spec()), sizes(layer.output()), parameters);
  }

  private static String kind(Spec spec) {
    return spec instanceof Record r ? Catalog.shorthand(r) : spec.getClass().getSimpleName();
  }

  private static List<Integer> sizes(Shape shape) {
    return Arrays.stream(shape.toArray()).boxed().toList();
  }

  /** Trainable numbers in all layers. */
  public long parameters() {
    return layers.stream().mapToLong(LayerOutline::parameters).sum();
  }
}
