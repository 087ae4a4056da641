package hillock.classic.growth;

import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Parameter;
import java.util.List;

/** Gives a layer other units, each made from an old one, and the layers behind it what fits to them. */
final class Units {
  private Units() {}

  /** How the weights that leave old units are shared by the new ones made from them. */
  @FunctionalInterface
  interface Shares {
    /**
     * Factors of a parameter of {@code [runs, from.length, inner]} values.
     *
     * @return empty when each is 1
     */
    float[] of(int runs, int inner);
  }

  /**
   * The changed network.
   *
   * @param from for each new unit, the old one that it is made from
   */
  static Rearrangement select(Network network, int layer, int[] from, Shares shares) {
    Layers layers = new Layers(network);
    int units = layers.units(layer);
    int consumer = layers.consumer(layer);
    Rebuild rebuild = new Rebuild(network);
    for (int i = 0; i < layers.size(); i++) {
      List<Parameter> parameters = layers.parameters(i);
      for (int p = 0; p < parameters.size(); p++) {
        Parameter parameter = parameters.get(p);
        if (i < layer || i > consumer || i == consumer && p > 0) {
          rebuild.copy(parameter);
        } else if (i < consumer) {
          rebuild.select(parameter, parameter.shape().rank() - 1, units, from, new float[0]);
        } else {
          int axis = parameter.shape().rank() - 2; // weights are [..., in, out]
          int inner = parameter.shape().last();
          int runs = parameter.size() / inner / units;
          rebuild.select(parameter, axis, units, from, shares.of(runs, inner));
        }
      }
    }
    List<Spec> specs = layers.with(layer, layers.withUnits(layer, from.length));
    return rebuild.network(new Sequential(specs));
  }
}
