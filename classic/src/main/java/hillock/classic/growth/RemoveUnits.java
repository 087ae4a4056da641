package hillock.classic.growth;

import hillock.nn.Network;
import hillock.tensor.Parameter;
import java.util.stream.IntStream;

/**
 * Structured pruning: a layer keeps its strongest units, the others are gone with all their weights, and the network is
 * really smaller. A unit is the stronger the larger the sum of the absolute weights that go into it. Li et al. 2017,
 * "Pruning Filters for Efficient ConvNets", arXiv:1608.08710.
 *
 * @param layer place of a Dense or Conv2d in the network's Sequential, from 0; not the last with weights
 * @param units to keep, at least 1 and fewer than there are
 */
public record RemoveUnits(int layer, int units) implements Change {
  @Override
  public Rearrangement of(Network network) {
    Layers layers = new Layers(network);
    int old = layers.units(layer);
    if (units < 1 || units >= old) {
      throw new IllegalArgumentException(
          layers.refusal(layer, "got %d units to keep, expected 1 to %d".formatted(units, old - 1)));
    }
    double[] strength = strengths(layers.parameters(layer).getFirst(), old);
    int[] kept =
        IntStream.range(0, old)
            .boxed()
            .sorted(
                (a, b) -> strength[a] != strength[b] ? Double.compare(strength[b], strength[a]) : Integer.compare(a, b))
            .limit(units)
            .mapToInt(unit -> unit)
            .sorted()
            .toArray();
    return Units.select(network, layer, kept, (runs, inner) -> new float[0]);
  }

  private static double[] strengths(Parameter weight, int units) {
    double[] strength = new double[units];
    for (int i = 0; i < weight.size(); i++) {
      strength[i % units] += Math.abs(weight.array()[weight.offset() + i]);
    }
    return strength;
  }
}
