package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.tensor.Parameter;

/** Gibbs sampling of features and class of a {@link ClassificationRbm}, many chains side by side. */
final class JointGibbs {
  private final Parameter weight;
  private final Parameter classWeight;
  private final Parameter hiddenBias;
  private final Parameter classBias;
  private final Parameter visibleBias;
  private final int visible;
  private final int hidden;
  private final int classes;
  private final Visible kind;
  private final Engine engine;
  private final UnitSampler units;
  private final long seed;
  private float[] inputs = {};
  private float[] h = {};
  private float[] draws = {};

  JointGibbs(Network network, ClassificationRbm spec, Visible kind, Engine engine, long seed) {
    weight = network.parameters().at(0);
    classWeight = network.parameters().at(1);
    hiddenBias = network.parameters().at(2);
    classBias = network.parameters().at(3);
    visibleBias = network.parameters().at(4);
    visible = network.input().size();
    hidden = spec.hidden();
    classes = spec.classes();
    this.kind = kind;
    this.engine = engine;
    this.seed = seed;
    units = new UnitSampler(engine);
  }

  /** Takes features [n, visible] and one-hot classes [n, classes] so many sweeps further. */
  void sweep(float[] x, float[] y, int n, int sweeps, long stream, long step) {
    int widest = n * Math.max(hidden, Math.max(visible, classes));
    if (inputs.length < widest) {
      inputs = new float[widest];
      h = new float[n * hidden];
      draws = new float[n];
    }
    for (int k = 0; k < sweeps; k++) {
      long at = stream + 3L * k;
      sampleHidden(x, y, n, at, step);
      sampleFeatures(x, n, at + 1, step);
      sampleClasses(y, n, at + 2, step);
    }
  }

  private void sampleHidden(float[] x, float[] y, int n, long stream, long step) {
    float[] w = weight.array();
    float[] u = classWeight.array();
    engine.gemm(false, false, n, hidden, visible, x, 0, visible, w, weight.offset(), hidden, false, inputs, 0, hidden);
    engine.gemm(
        false, false, n, hidden, classes, y, 0, classes, u, classWeight.offset(), hidden, true, inputs, 0, hidden);
    units.binary(inputs, h, n, hidden, 1, hiddenBias.array(), hiddenBias.offset(), seed, stream, step);
  }

  private void sampleFeatures(float[] x, int n, long stream, long step) {
    float[] w = weight.array();
    engine.gemm(false, true, n, visible, hidden, h, 0, hidden, w, weight.offset(), hidden, false, inputs, 0, visible);
    float[] b = visibleBias.array();
    if (kind == Visible.BINARY) {
      units.binary(inputs, x, n, visible, 1, b, visibleBias.offset(), seed, stream, step);
    } else {
      units.gaussian(inputs, x, n, visible, 1, b, visibleBias.offset(), seed, stream, step);
    }
  }

  private void sampleClasses(float[] y, int n, long stream, long step) {
    float[] u = classWeight.array();
    engine.gemm(
        false, true, n, classes, hidden, h, 0, hidden, u, classWeight.offset(), hidden, false, inputs, 0, classes);
    engine.kernels().addRow(inputs, 0, classBias.array(), classBias.offset(), inputs, 0, n, classes);
    engine.kernels().softmax(inputs, 0, inputs, 0, n, classes, null, 0);
    engine.kernels().uniforms(seed, stream, step, 0, draws, 0, n);
    for (int r = 0; r < n; r++) {
      float left = draws[r];
      int chosen = 0;
      while (chosen < classes - 1 && left >= inputs[r * classes + chosen]) {
        left -= inputs[r * classes + chosen++];
      }
      for (int k = 0; k < classes; k++) {
        y[r * classes + k] = k == chosen ? 1 : 0;
      }
    }
  }
}
