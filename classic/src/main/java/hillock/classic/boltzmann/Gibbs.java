package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.tensor.Parameter;

/**
 * Alternating Gibbs sampling of many chains of an {@link Rbm}, side by side: all hidden units given the visible ones,
 * then all visible units given the hidden ones.
 *
 * <p>All that is random depends on the seed, the stream and step given with each call, and the place of the chain, so
 * the same chains come out on any number of threads. Not for use by several threads at once.
 */
public final class Gibbs {
  private final Rbm rbm;
  private final Engine engine;
  private final long seed;
  private final UnitSampler units;
  private float[] hidden = {};
  private float[] inputs = {};

  /** A sampler of this machine, as its weights are at each call. */
  public Gibbs(Rbm rbm, Engine engine, long seed) {
    this.rbm = rbm;
    this.engine = engine;
    this.seed = seed;
    units = new UnitSampler(engine);
  }

  /**
   * Takes each chain so many sweeps further.
   *
   * @param v visible states [chains, visible], replaced by the new ones
   * @param stream and step tell the uses of one seed apart; one call uses the streams up to {@code stream + 2·sweeps}
   */
  public void sweep(float[] v, int chains, int sweeps, long stream, long step) {
    reserve(chains);
    for (int k = 0; k < sweeps; k++) {
      hidden(v, chains);
      Parameter c = rbm.hiddenBias();
      long at = stream + 2L * k;
      units.binary(inputs, hidden, chains, rbm.hidden(), rbm.visibleCopies(), c.array(), c.offset(), seed, at, step);
      visible(hidden, chains);
      sampleVisible(v, chains, at + 1, step);
    }
  }

  private void sampleVisible(float[] v, int chains, long stream, long step) {
    Parameter b = rbm.visibleBias();
    int copies = rbm.hiddenCopies();
    if (rbm.kind() == Visible.BINARY) {
      units.binary(inputs, v, chains, rbm.visible(), copies, b.array(), b.offset(), seed, stream, step);
    } else {
      units.gaussian(inputs, v, chains, rbm.visible(), copies, b.array(), b.offset(), seed, stream, step);
    }
  }

  /** Probabilities of the hidden units given the visible ones, into {@code p} [n, hidden]. */
  public void hiddenProbabilities(float[] v, int n, float[] p) {
    up(v, n, p);
    Parameter c = rbm.hiddenBias();
    units.probabilities(p, n, rbm.hidden(), rbm.visibleCopies(), c.array(), c.offset());
  }

  /** Means of the visible units given the states or probabilities of the hidden ones, into {@code v} [n, visible]. */
  public void visibleMeans(float[] h, int n, float[] v) {
    down(h, n, v);
    Parameter b = rbm.visibleBias();
    if (rbm.kind() == Visible.BINARY) {
      units.probabilities(v, n, rbm.visible(), rbm.hiddenCopies(), b.array(), b.offset());
      return;
    }
    for (int r = 0; r < n; r++) {
      for (int i = 0; i < rbm.visible(); i++) {
        v[r * rbm.visible() + i] = rbm.hiddenCopies() * v[r * rbm.visible() + i] + b.array()[b.offset() + i];
      }
    }
  }

  /** Draws visible states as if there were no hidden units. */
  void withoutHidden(float[] v, int n, long stream, long step) {
    reserve(n);
    java.util.Arrays.fill(inputs, 0, n * rbm.visible(), 0f);
    sampleVisible(v, n, stream, step);
  }

  /** Draws binary states of these probabilities, [n, width]. */
  void draw(float[] p, int n, int width, float[] states, long stream, long step) {
    units.draw(p, states, n, width, seed, stream, step);
  }

  private void hidden(float[] v, int n) {
    up(v, n, inputs);
  }

  private void visible(float[] h, int n) {
    down(h, n, inputs);
  }

  /** {@code x = v·W}. */
  private void up(float[] v, int n, float[] x) {
    Parameter w = rbm.weight();
    int in = rbm.visible();
    int out = rbm.hidden();
    engine.gemm(false, false, n, out, in, v, 0, in, w.array(), w.offset(), out, false, x, 0, out);
  }

  /** {@code x = h·Wᵀ}. */
  private void down(float[] h, int n, float[] x) {
    Parameter w = rbm.weight();
    int out = rbm.visible();
    int in = rbm.hidden();
    engine.gemm(false, true, n, out, in, h, 0, in, w.array(), w.offset(), in, false, x, 0, out);
  }

  private void reserve(int n) {
    if (hidden.length < n * rbm.hidden()) {
      hidden = new float[n * rbm.hidden()];
    }
    int widest = n * Math.max(rbm.hidden(), rbm.visible());
    if (inputs.length < widest) {
      inputs = new float[widest];
    }
  }
}
