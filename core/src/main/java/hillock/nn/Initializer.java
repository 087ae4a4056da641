package hillock.nn;

import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/** A rule for initial weights: a record, stored with the layer that uses it. */
public interface Initializer {
  /**
   * Fills weights.
   *
   * @param w array to fill from {@code offset} on
   * @param shape of the weights; [in, out] for dense layers
   * @param fanIn inputs of each unit
   * @param fanOut units that each input feeds
   * @param random the stream to draw from
   */
  void fill(float[] w, int offset, Shape shape, int fanIn, int fanOut, Randomness random);
}
