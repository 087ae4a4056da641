package hillock.classic.growth;

import hillock.nn.Network;

/**
 * A change of a trained network's shape: {@link Widen}, {@link Deepen}, {@link RemoveUnits}, {@link RemoveWeights}.
 *
 * <p>Layers are named by their place in the network's {@code Sequential}, from 0. The network must be one of {@code
 * Dense} and {@code Conv2d} layers (in one group) with activations between them, and where units come or go also with
 * {@code BatchNorm}, {@code Prelu}, {@code Dropout}, pooling and {@code Flatten}; anything else is refused by name.
 */
public interface Change {
  /**
   * The changed network. The given one stays as it is, but for {@link RemoveWeights}, which changes it in place.
   *
   * @throws IllegalArgumentException when the network is none that can be changed so
   */
  Rearrangement of(Network network);
}
