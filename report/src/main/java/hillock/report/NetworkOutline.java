package hillock.report;

import java.util.List;

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

  /** Trainable numbers in all layers. */
  public long parameters() {
    return layers.stream().mapToLong(LayerOutline::parameters).sum();
  }
}
