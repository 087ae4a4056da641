package hillock.nn;

import hillock.tensor.Parameters;
import hillock.tensor.Shape;

/**
 * A row of a network's table of layers.
 *
 * @param path name, with those of the layers it lies in
 * @param spec what it was built from
 * @param input shape of one example before it
 * @param output shape of one example after it
 * @param firstParameter index of its first parameter in the network's parameters
 * @param endParameter index after its last one, inner layers included
 */
public record Layer(String path, Spec spec, Shape input, Shape output, int firstParameter, int endParameter) {
  /** Number of values in its parameters, trained or not, inner layers included. */
  public int size(Parameters parameters) {
    int total = 0;
    for (int i = firstParameter; i < endParameter; i++) {
      total += parameters.at(i).size();
    }
    return total;
  }
}
