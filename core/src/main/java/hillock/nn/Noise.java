package hillock.nn;

import hillock.tensor.Step;

/**
 * The randomness of one layer: numbers that depend on the seed and number of the step, on the layer and on the place in
 * the step where the layer is used, and on nothing else.
 *
 * @param stream the layer's own number, {@link Scope#stream()}
 */
record Noise(long stream) {
  /** Fills {@code out[0..n)} with uniform numbers from 0 (included) to 1 (excluded). */
  void uniforms(Step step, float[] out, int n) {
    step.engine().uniforms(step.seed(), here(step), step.number(), 0, out, 0, n);
  }

  /** Fills {@code out[0..n)} with normal numbers of mean 0 and variance 1. */
  void normals(Step step, float[] out, int n) {
    step.engine().normals(step.seed(), here(step), step.number(), 0, out, 0, n);
  }

  private long here(Step step) {
    return stream + ((long) step.position() << 32);
  }
}
