package hillock.nn;

import hillock.tensor.Shape;

/**
 * A record that describes a layer or a whole network: all its hyperparameters, no state.
 *
 * <p>Model files store specs as JSON by their class name and record components, so that a new layer is one file: a
 * record that implements this interface, with the module and the op it builds nested in it. Components may be {@code
 * int}, {@code float}, {@code boolean}, {@code String}, enums, specs, other records of this package, and lists of
 * these.
 */
public interface Spec {
  /**
   * Builds the layer for inputs of this shape, all parameters made and initialised.
   *
   * @param scope makes parameters and children, and names them
   * @param input shape of one example, without the batch axis
   * @throws IllegalArgumentException when the layer cannot take such inputs
   */
  Module build(Scope scope, Shape input);

  /** Builds a network of this spec; see {@link Network#of}. */
  default Network build(Shape input, long seed) {
    return Network.of(this, input, seed);
  }
}
