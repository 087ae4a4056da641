package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Parameter;
import java.util.Arrays;

/** The chains of {@link AnnealedImportanceSampling}: their states, and the logarithms of their weights so far. */
final class AnnealingWalk {
  private final Rbm rbm;
  private final Engine engine;
  private final long seed;
  private final UnitSampler units;
  private final int chains;
  private final float[] base;
  private final float[] weights;
  private final float[] visibleBias;
  private final float[] hiddenBias;
  private final float[] v; // [chains, visible]
  private final float[] h; // [chains, hidden]
  private final float[] upward; // v·W
  private final float[] downward; // h·Wᵀ
  private final float[] before;
  private final float[] after;
  private final float[] visibleShift;
  private final float[] hiddenShift;
  private final float[] scale;
  private final float[] scaleBefore;
  private final float[] shiftBefore;
  private final double[] logWeights;
  private final double norms; // ½(|a|² - |b|²) of Gaussian units
  private final Engine.Range weighRange = this::weigh;
  private double step;

  AnnealingWalk(Rbm rbm, BaseRate base, int chains, Engine engine, long seed) {
    this.rbm = rbm;
    this.engine = engine;
    this.seed = seed;
    this.chains = chains;
    this.base = base.bias();
    units = new UnitSampler(engine);
    weights = values(rbm.weight());
    visibleBias = values(rbm.visibleBias());
    hiddenBias = values(rbm.hiddenBias());
    v = new float[chains * rbm.visible()];
    h = new float[chains * rbm.hidden()];
    upward = new float[h.length];
    downward = new float[v.length];
    before = new float[h.length];
    after = new float[h.length];
    visibleShift = new float[rbm.visible()];
    hiddenShift = new float[rbm.hidden()];
    shiftBefore = new float[rbm.hidden()];
    scale = new float[rbm.hidden()];
    scaleBefore = new float[rbm.hidden()];
    logWeights = new double[chains];
    norms = rbm.kind() == Visible.BINARY ? 0 : 0.5 * (squares(this.base) - squares(visibleBias));
    drawVisible(0, 0);
  }

  private static float[] values(Parameter p) {
    return Arrays.copyOfRange(p.array(), p.offset(), p.offset() + p.size());
  }

  private static double squares(float[] x) {
    double sum = 0;
    for (float value : x) {
      sum += (double) value * value;
    }
    return sum;
  }

  double[] logWeights() {
    return logWeights;
  }

  float[] states() {
    return v;
  }

  /** From one distribution to the next: the weight of the change, then one sweep that leaves the new one as it is. */
  void step(double from, double to, long number) {
    int hidden = rbm.hidden();
    int visible = rbm.visible();
    engine.gemm(false, false, chains, hidden, visible, v, 0, visible, weights, 0, hidden, false, upward, 0, hidden);
    step = to - from;
    fill(scaleBefore, shiftBefore, (float) from);
    fill(scale, hiddenShift, (float) to);
    engine.forEach(chains, 4, weighRange);
    units.binary(upward, h, chains, hidden, (float) to, hiddenShift, 0, seed, 1, number);
    drawVisible((float) to, number);
  }

  private void fill(float[] scales, float[] shifts, float beta) {
    Arrays.fill(scales, beta);
    for (int j = 0; j < shifts.length; j++) {
      shifts[j] = beta * hiddenBias[j];
    }
  }

  /** {@code ln p*_to(v) - ln p*_from(v)}, the hidden units summed out. */
  private void weigh(int firstRow, int endRow) {
    Kernels kernels = engine.kernels();
    int hidden = rbm.hidden();
    int visible = rbm.visible();
    for (int r = firstRow; r < endRow; r++) {
      int at = r * hidden;
      kernels.scaleShiftRows(upward, at, scaleBefore, 0, shiftBefore, 0, before, at, 1, hidden);
      kernels.softplus(before, at, before, at, hidden);
      kernels.scaleShiftRows(upward, at, scale, 0, hiddenShift, 0, after, at, 1, hidden);
      kernels.softplus(after, at, after, at, hidden);
      double sum = 0;
      for (int j = at; j < at + hidden; j++) {
        sum += (double) after[j] - before[j];
      }
      double biases = norms;
      for (int i = 0; i < visible; i++) {
        biases += ((double) visibleBias[i] - base[i]) * v[r * visible + i];
      }
      logWeights[r] += sum + step * biases;
    }
  }

  private void drawVisible(float beta, long number) {
    int hidden = rbm.hidden();
    int visible = rbm.visible();
    engine.gemm(false, true, chains, visible, hidden, h, 0, hidden, weights, 0, hidden, false, downward, 0, visible);
    for (int i = 0; i < visible; i++) {
      visibleShift[i] = (1 - beta) * base[i] + beta * visibleBias[i];
    }
    if (rbm.kind() == Visible.BINARY) {
      units.binary(downward, v, chains, visible, beta, visibleShift, 0, seed, 2, number);
    } else {
      units.gaussian(downward, v, chains, visible, beta, visibleShift, 0, seed, 2, number);
    }
  }
}
