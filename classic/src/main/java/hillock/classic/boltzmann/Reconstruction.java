package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;

/**
 * How badly the mean hidden state of an example rebuilds it: {@code -Σ v·ln p + (1 - v)·ln(1 - p)} for binary units,
 * {@code ½|v - mean|²} for Gaussian ones.
 */
final class Reconstruction {
  private static final float LEAST = 1e-7f;

  private final Rbm rbm;
  private final Gibbs gibbs;
  private final Engine engine;
  private float[] hidden = {};
  private float[] rebuilt = {};
  private float[] other = {};

  Reconstruction(Rbm rbm, Gibbs gibbs, Engine engine) {
    this.rbm = rbm;
    this.gibbs = gibbs;
    this.engine = engine;
  }

  /** Sum over the rows [n, visible]. */
  double sum(float[] v, int n) {
    int size = n * rbm.visible();
    if (rebuilt.length < size) {
      rebuilt = new float[size];
      other = new float[size];
      hidden = new float[n * rbm.hidden()];
    }
    gibbs.hiddenProbabilities(v, n, hidden);
    gibbs.visibleMeans(hidden, n, rebuilt);
    return rbm.kind() == Visible.BINARY ? crossEntropy(v, size) : halfSquares(v, size);
  }

  private double crossEntropy(float[] v, int size) {
    float[] p = rebuilt;
    float[] q = other;
    for (int i = 0; i < size; i++) {
      q[i] = Math.max(1 - p[i], LEAST);
      p[i] = Math.max(p[i], LEAST);
    }
    engine.map(Kernels::log, p, 0, p, 0, size);
    engine.map(Kernels::log, q, 0, q, 0, size);
    // Σ ln(1 - p) + v·(ln p - ln(1 - p))
    double sum = engine.sum(q, 0, size);
    for (int i = 0; i < size; i++) {
      p[i] -= q[i];
    }
    return -(sum + engine.dot(v, 0, p, 0, size));
  }

  private double halfSquares(float[] v, int size) {
    for (int i = 0; i < size; i++) {
      other[i] = v[i] - rebuilt[i];
    }
    return 0.5 * engine.sumOfSquares(other, 0, size, 0);
  }
}
