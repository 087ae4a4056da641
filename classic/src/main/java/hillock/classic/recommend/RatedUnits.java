package hillock.classic.recommend;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Parameter;
import java.util.Arrays;

/** The states of the units of a {@link RatingsRbm} for some items side by side, and their Gibbs sampling. */
final class RatedUnits {
  private static final float NEVER_ONE = 1 - 0x1p-24f;

  private final RatingsRbm rbm;
  private final Engine engine;
  private final int users;
  private final int levels;
  private final int hidden;
  private int n;
  private float[] visible = {}; // [n, users·levels], one-hot where rated, otherwise 0
  private float[] rated = {}; // [n, users], 1 or 0
  private float[] probabilities = {}; // [n, users·levels]
  private float[] hiddens = {}; // [n, hidden]
  private float[] draws = {};
  private float[] expected = {}; // [n, users]
  private final Engine.Range softmaxRange = this::softmax;

  RatedUnits(RatingsRbm rbm, Engine engine) {
    this.rbm = rbm;
    this.engine = engine;
    users = rbm.users();
    levels = rbm.levels().length;
    hidden = rbm.hidden();
  }

  /** Takes the levels of items [n, users], NaN where there is none. */
  void take(float[] x, int rows) {
    n = rows;
    if (rated.length < n * users) {
      visible = new float[n * users * levels];
      rated = new float[n * users];
      probabilities = new float[n * users * levels];
      hiddens = new float[n * hidden];
      draws = new float[n * Math.max(users, hidden)];
      expected = new float[n * users];
    }
    Arrays.fill(visible, 0, n * users * levels, 0f);
    for (int i = 0; i < n * users; i++) {
      boolean there = !Float.isNaN(x[i]);
      rated[i] = there ? 1 : 0;
      if (there) {
        visible[i * levels + (int) x[i]] = 1;
      }
    }
  }

  float[] visible() {
    return visible;
  }

  float[] rated() {
    return rated;
  }

  float[] expected() {
    return expected;
  }

  /** Expected ratings by all users given the mean hidden state. */
  void expect() {
    up();
    down();
    float[] values = rbm.levels();
    for (int i = 0; i < n * users; i++) {
      float sum = 0;
      for (int k = 0; k < levels; k++) {
        sum += values[k] * probabilities[i * levels + k];
      }
      expected[i] = sum;
    }
  }

  /** Replaces the visible states by those after so many sweeps. */
  void sweep(int sweeps, long seed, long stream, long step) {
    for (int s = 0; s < sweeps; s++) {
      up();
      engine.uniforms(seed, stream + 2L * s, step, 0, draws, 0, n * hidden);
      for (int i = 0; i < n * hidden; i++) {
        hiddens[i] = Math.min(1, (int) (NEVER_ONE - draws[i] + hiddens[i])); // 1 when draws[i] < hiddens[i]
      }
      down();
      engine.uniforms(seed, stream + 2L * s + 1, step, 0, draws, 0, n * users);
      draw();
    }
  }

  private void draw() {
    for (int i = 0; i < n * users; i++) {
      if (rated[i] == 0) {
        continue;
      }
      float left = draws[i];
      int chosen = 0;
      while (chosen < levels - 1 && left >= probabilities[i * levels + chosen]) {
        left -= probabilities[i * levels + chosen++];
      }
      for (int k = 0; k < levels; k++) {
        visible[i * levels + k] = k == chosen ? 1 : 0;
      }
    }
  }

  /** Probabilities of the hidden units. */
  private void up() {
    Parameter c = rbm.hiddenBias();
    for (int r = 0; r < n; r++) {
      System.arraycopy(c.array(), c.offset(), hiddens, r * hidden, hidden);
    }
    product(visible, users * levels, rbm.weight());
    product(rated, users, rbm.rated());
    engine.map(Kernels::sigmoid, hiddens, 0, hiddens, 0, n * hidden);
  }

  private void product(float[] x, int width, Parameter w) {
    engine.gemm(false, false, n, hidden, width, x, 0, width, w.array(), w.offset(), hidden, true, hiddens, 0, hidden);
  }

  /** Probabilities of all levels of all users. */
  private void down() {
    Parameter b = rbm.visibleBias();
    Parameter w = rbm.weight();
    int width = users * levels;
    for (int r = 0; r < n; r++) {
      System.arraycopy(b.array(), b.offset(), probabilities, r * width, width);
    }
    engine.gemm(
        false,
        true,
        n,
        width,
        hidden,
        hiddens,
        0,
        hidden,
        w.array(),
        w.offset(),
        hidden,
        true,
        probabilities,
        0,
        width);
    engine.forEach(n * users, 1 + Engine.MAP_GRAIN / levels, softmaxRange);
  }

  private void softmax(int from, int to) {
    engine.kernels().softmax(probabilities, from * levels, probabilities, from * levels, to - from, levels, null, 0);
  }
}
