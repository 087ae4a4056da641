package hillock.classic.growth;

import hillock.nn.Network;
import hillock.train.Supervised;

/**
 * A changed network, and where its values come from.
 *
 * @param network the changed one
 * @param source for each value of its parameters, which value of the network before it was made from; -1 for none
 */
public record Rearrangement(Network network, int[] source) {
  /** Goes on training: the optimiser remembers of each value what it remembered of the one it was made from. */
  public Supervised continued(Supervised training) {
    return training.network() == network ? training : training.continued(network, source);
  }

  /** The same network, every value from itself. */
  static Rearrangement none(Network network) {
    int[] source = new int[network.parameters().size()];
    java.util.Arrays.setAll(source, i -> i);
    return new Rearrangement(network, source);
  }
}
