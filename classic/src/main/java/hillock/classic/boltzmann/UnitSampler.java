package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.kernel.Philox;

/**
 * Turns the inputs of many units into probabilities and draws their states, a row at a time so that a row stays in the
 * cache: all that a Gibbs sampler does beside its matrix products. The numbers drawn depend on seed, stream, step, row
 * and column alone. One call at a time.
 */
final class UnitSampler {
  private static final float ONE_BEFORE_ONE = 1 - 0x1p-24f;

  private final Engine engine;
  private final Engine.Range probabilityRange = this::probabilities;
  private final Engine.Range binaryRange = this::binary;
  private final Engine.Range gaussianRange = this::gaussian;
  private final Engine.Range drawRange = this::draw;
  private float[] x = {};
  private float[] y = {};
  private float[] scales = {};
  private float[] shift = {};
  private int shiftOffset;
  private int columns;
  private long seed;
  private long stream;
  private long step;

  UnitSampler(Engine engine) {
    this.engine = engine;
  }

  /** {@code x ← σ(scale·x + shift)} for each of the rows [rows, columns]. */
  void probabilities(float[] inputs, int rows, int width, float scale, float[] shifts, int offset) {
    begin(inputs, inputs, width, scale, shifts, offset);
    run(rows, probabilityRange);
  }

  /** As {@link #probabilities}, and {@code states ← 1} with that probability, otherwise 0. */
  void binary(
      float[] inputs,
      float[] states,
      int rows,
      int width,
      float scale,
      float[] shifts,
      int offset,
      long withSeed,
      long withStream,
      long withStep) {
    begin(inputs, states, width, scale, shifts, offset);
    key(withSeed, withStream, withStep);
    run(rows, binaryRange);
  }

  /** {@code x ← scale·x + shift} and {@code states ← x + noise}, standard normal. */
  void gaussian(
      float[] inputs,
      float[] states,
      int rows,
      int width,
      float scale,
      float[] shifts,
      int offset,
      long withSeed,
      long withStream,
      long withStep) {
    begin(inputs, states, width, scale, shifts, offset);
    key(withSeed, withStream, withStep);
    run(rows, gaussianRange);
  }

  /** {@code states ← 1} with the given probabilities, otherwise 0. */
  void draw(float[] given, float[] states, int rows, int width, long withSeed, long withStream, long withStep) {
    x = given;
    y = states;
    columns = width;
    key(withSeed, withStream, withStep);
    run(rows, drawRange);
  }

  private void begin(float[] inputs, float[] states, int width, float scale, float[] shifts, int offset) {
    x = inputs;
    y = states;
    columns = width;
    shift = shifts;
    shiftOffset = offset;
    if (scales.length < width) {
      scales = new float[width];
    }
    java.util.Arrays.fill(scales, scale);
  }

  private void key(long withSeed, long withStream, long withStep) {
    seed = withSeed;
    stream = withStream;
    step = withStep;
  }

  private void run(int rows, Engine.Range range) {
    engine.forEach(rows, 1 + Engine.MAP_GRAIN / Math.max(1, columns), range);
    x = y = shift = new float[0];
  }

  private void probabilities(int from, int to) {
    for (int r = from; r < to; r++) {
      probabilities(r * columns);
    }
  }

  private void probabilities(int at) {
    Kernels kernels = engine.kernels();
    kernels.scaleShiftRows(x, at, scales, 0, shift, shiftOffset, x, at, 1, columns);
    kernels.sigmoid(x, at, x, at, columns);
  }

  private void binary(int from, int to) {
    for (int r = from; r < to; r++) {
      probabilities(r * columns);
      drawRow(r);
    }
  }

  private void draw(int from, int to) {
    for (int r = from; r < to; r++) {
      drawRow(r);
    }
  }

  private void drawRow(int r) {
    int at = r * columns;
    engine.kernels().uniforms(seed, stream, step, first(r), y, at, columns);
    float[] p = x;
    float[] u = y;
    for (int i = at, end = at + columns; i < end; i++) {
      // u < p without a branch, which would be taken at random: u is a multiple of 2^-24, so the difference is exact.
      u[i] = Math.min(1, (int) (ONE_BEFORE_ONE - u[i] + p[i]));
    }
  }

  private void gaussian(int from, int to) {
    Kernels kernels = engine.kernels();
    for (int r = from; r < to; r++) {
      int at = r * columns;
      kernels.scaleShiftRows(x, at, scales, 0, shift, shiftOffset, x, at, 1, columns);
      kernels.normals(seed, stream, step, first(r), y, at, columns);
      kernels.axpy(1f, x, at, y, at, columns);
    }
  }

  /** Rows begin at whole blocks of the generator. */
  private long first(int row) {
    long blocks = (columns - 1L) / Philox.WORDS + 1;
    return row * blocks * Philox.WORDS;
  }
}
