package hillock.classic.boltzmann;

import hillock.data.Dataset;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;

/** Small machines and data for tests. */
final class Machines {
  private Machines() {}

  /** With normal weights and biases of this deviation. */
  static Rbm random(int visible, int hidden, Visible kind, float deviation, long seed) {
    Rbm rbm = Rbm.of(visible, hidden, kind, seed);
    float[] w = rbm.parameters().values();
    new Randomness(seed, 1, 0).normals(w, 0, w.length);
    for (int i = 0; i < w.length; i++) {
      w[i] *= deviation;
    }
    rbm.parameters().changed();
    return rbm;
  }

  /** Random bits; with labels 0 and 1 that tell whether the first two are alike. */
  static Dataset bits(int rows, int width, long seed) {
    float[] x = new float[rows * width];
    new Randomness(seed, 2, 0).uniforms(x, 0, x.length);
    int[] labels = new int[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = x[i] < 0.4f ? 1 : 0;
    }
    for (int r = 0; r < rows; r++) {
      labels[r] = x[r * width] == x[r * width + 1] ? 1 : 0;
    }
    return Dataset.of(Shape.of(width), x).withLabels(labels, java.util.List.of("different", "alike"));
  }

  /** Every pattern of bars and stripes of a square: all rows either full or empty, or all columns. */
  static Dataset barsAndStripes(int side, int times) {
    int patterns = 2 << side;
    float[] x = new float[times * patterns * side * side];
    for (int t = 0; t < times * patterns; t++) {
      int bits = t % patterns >> 1;
      for (int i = 0; i < side * side; i++) {
        int line = t % 2 == 0 ? i / side : i % side;
        x[t * side * side + i] = bits >> line & 1;
      }
    }
    return Dataset.of(Shape.of(side * side), x);
  }
}
