package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.tensor.Parameter;

/**
 * States of the layers of a {@link DeepBoltzmann} for many samples side by side: mean-field probabilities given the
 * visible units, or Gibbs sampling of all layers. The layer between is sampled given both its neighbours, then both
 * neighbours given it.
 */
final class DeepStates {
  private final DeepBoltzmann machine;
  private final Engine engine;
  private final long seed;
  private final UnitSampler units;
  private float[] fromBelow = {}; // v·W
  private float[] middle = {};
  private float[] middleStates = {};
  private float[] top = {};
  private float[] inputs = {};

  DeepStates(DeepBoltzmann machine, Engine engine, long seed) {
    this.machine = machine;
    this.engine = engine;
    this.seed = seed;
    units = new UnitSampler(engine);
  }

  private void reserve(int n) {
    if (middle.length < n * machine.middle()) {
      fromBelow = new float[n * machine.middle()];
      middle = new float[n * machine.middle()];
      middleStates = new float[n * machine.middle()];
      top = new float[n * machine.top()];
      inputs = new float[n * Math.max(machine.middle(), Math.max(machine.visible(), machine.top()))];
    }
  }

  /** Probabilities of the layer between, [n, middle]. */
  float[] middle() {
    return middle;
  }

  /** Probabilities or states of the topmost layer, [n, top]. */
  float[] top() {
    return top;
  }

  /**
   * The independent probabilities that come nearest to the hidden layers' distribution given v: {@code q_g ← σ(c + v·W
   * + U·q_h), q_h ← σ(d + q_g·U)}, again and again, from what v alone says, counted twice.
   */
  void meanField(float[] v, int n, int rounds) {
    reserve(n);
    below(v, n, fromBelow);
    System.arraycopy(fromBelow, 0, middle, 0, n * machine.middle());
    probabilities(middle, n, machine.middle(), 2, machine.middleBias());
    upward(n);
    for (int k = 0; k < rounds; k++) {
      middleProbabilities(n);
      upward(n);
    }
  }

  private void upward(int n) {
    above(middle, n, top);
    probabilities(top, n, machine.top(), 1, machine.topBias());
  }

  /** Of the layer between given both neighbours, the lower of which has given {@code fromBelow}. */
  private void middleProbabilities(int n) {
    System.arraycopy(fromBelow, 0, middle, 0, n * machine.middle());
    addDown(top, n, middle);
    probabilities(middle, n, machine.middle(), 1, machine.middleBias());
  }

  /**
   * Takes chains so many sweeps further and leaves the probabilities of the layer between in {@link #middle()}.
   *
   * @param v [n, visible] and {@code h} [n, top], replaced by the new states
   */
  void sweep(float[] v, float[] h, int n, int sweeps, long stream, long step) {
    reserve(n);
    Parameter b = machine.visibleBias();
    Parameter d = machine.topBias();
    for (int k = 0; k < sweeps; k++) {
      long at = stream + 3L * k;
      middleGiven(v, h, n);
      units.draw(middle, middleStates, n, machine.middle(), seed, at, step);
      down(middleStates, n, inputs);
      units.binary(inputs, v, n, machine.visible(), 1, b.array(), b.offset(), seed, at + 1, step);
      above(middleStates, n, inputs);
      units.binary(inputs, h, n, machine.top(), 1, d.array(), d.offset(), seed, at + 2, step);
    }
    middleGiven(v, h, n);
  }

  private void middleGiven(float[] v, float[] h, int n) {
    below(v, n, middle);
    addDown(h, n, middle);
    probabilities(middle, n, machine.middle(), 1, machine.middleBias());
  }

  /** Means of the visible units given the layer between, into {@code v} [n, visible]. */
  void visibleMeans(int n, float[] v) {
    down(middle, n, v);
    probabilities(v, n, machine.visible(), 1, machine.visibleBias());
  }

  private void probabilities(float[] x, int n, int width, float scale, Parameter bias) {
    units.probabilities(x, n, width, scale, bias.array(), bias.offset());
  }

  /** {@code x = v·W}. */
  private void below(float[] v, int n, float[] x) {
    product(false, v, n, machine.visible(), machine.middle(), machine.lowerWeight(), false, x);
  }

  /** {@code x = g·Wᵀ}. */
  private void down(float[] g, int n, float[] x) {
    product(true, g, n, machine.middle(), machine.visible(), machine.lowerWeight(), false, x);
  }

  /** {@code x = g·U}. */
  private void above(float[] g, int n, float[] x) {
    product(false, g, n, machine.middle(), machine.top(), machine.upperWeight(), false, x);
  }

  /** {@code x = x + h·Uᵀ}. */
  private void addDown(float[] h, int n, float[] x) {
    product(true, h, n, machine.top(), machine.middle(), machine.upperWeight(), true, x);
  }

  private void product(boolean transposed, float[] a, int n, int in, int out, Parameter w, boolean add, float[] x) {
    int ld = transposed ? in : out;
    engine.gemm(false, transposed, n, out, in, a, 0, in, w.array(), w.offset(), ld, add, x, 0, out);
  }
}
