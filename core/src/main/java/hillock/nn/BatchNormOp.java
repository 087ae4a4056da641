package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * The formulas of {@link BatchNorm}. With {@code c = x - mean}, {@code s = 1 / √(variance + epsilon)} and n rows:
 * {@code y = gain·s·c + shift}, {@code dshift = Σ dy}, {@code dgain = s·Σ dy·c}; in inference {@code dx = gain·s·dy},
 * in training, where mean and variance depend on x too, {@code dx = gain·s·(dy - Σ dy / n - c·s²·Σ dy·c / n)}.
 */
final class BatchNormOp extends Op {
  /** Rows whose sums are a chain of additions each; the chunks are added in order. */
  private static final int CHUNK = 128;

  /** Elements that stay in the first level of the cache between one formula and the next. */
  private static final int BLOCK = 2048;

  private static final ThreadLocal<float[]> CENTERED = ThreadLocal.withInitial(() -> new float[BLOCK]);

  private final Engine.Range squareRange = this::squares;
  private final Engine.Range scaleRange = this::scale;
  private final Engine.Range dotRange = this::dots;
  private final Engine.Range backwardRange = this::backward;
  private Tensor x;
  private BatchNorm.Built layer;
  private boolean training;
  private int rows;
  private int k;
  private float[] offset = {}; // -mean, [k]
  private float[] inverse = {}; // s, [k]
  private float[] scale = {}; // gain·s, [k]
  private float[] zeros = {}; // [k]
  private float[] sums = {}; // [k]: Σ dy, then what is added to every dx
  private float[] dots = {}; // [k]: Σ dy·c, then what c is multiplied by
  private float[] partial = {}; // [chunks, k]
  private float[] dx;
  private boolean accumulate;

  BatchNormOp(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, BatchNorm.Built layer) {
    boolean training = x.step().training();
    if (training && x.shape().rows() == 1) {
      throw new IllegalArgumentException(
          "BatchNorm: input %s is a single row, which has no variance; expected at least 2 rows in training."
                  .formatted(x.shape())
              + " Use larger batches, drop the last one, or use LayerNorm");
    }
    BatchNormOp op = x.step().slot(BatchNormOp.class, BatchNormOp::new);
    op.input(x);
    op.uses(layer.gain());
    op.uses(layer.shift());
    op.x = x;
    op.layer = layer;
    op.training = training;
    op.forward(x.step().engine());
    return op.out;
  }

  private void forward(Engine engine) {
    rows = x.shape().rows();
    k = layer.gain().size();
    out.shape(x.shape());
    if (scale.length < k) {
      offset = new float[k];
      inverse = new float[k];
      scale = new float[k];
      zeros = new float[k];
      sums = new float[k];
      dots = new float[k];
    }
    if (training && rows > 0) {
      engine.columnSums(x.data(), 0, k, rows, k, false, offset, 0);
      for (int j = 0; j < k; j++) {
        offset[j] /= -rows;
      }
      chunks(engine, squareRange, inverse);
      keepStatistics();
      for (int j = 0; j < k; j++) {
        inverse[j] = inverseRoot(inverse[j] / rows);
      }
    } else {
      for (int j = 0; j < k; j++) {
        offset[j] = -at(layer.mean(), j);
        inverse[j] = inverseRoot(at(layer.variance(), j));
      }
    }
    for (int j = 0; j < k; j++) {
      scale[j] = at(layer.gain(), j) * inverse[j];
    }
    engine.forEach(rows, 1 + Engine.MAP_GRAIN / k, scaleRange);
  }

  /** Sums over all rows: of each chunk into {@link #partial}, then of the chunks in order. */
  private void chunks(Engine engine, Engine.Range range, float[] total) {
    int chunks = (rows + CHUNK - 1) / CHUNK;
    partial = partial.length < chunks * k ? new float[chunks * k] : partial;
    engine.forEach(chunks, 1 + Engine.MAP_GRAIN / (CHUNK * k), range);
    engine.columnSums(partial, 0, k, chunks, k, false, total, 0);
  }

  /** Rows of a block; few enough for the cache. */
  private int blockRows() {
    return Math.max(1, BLOCK / k);
  }

  /** c for some rows, in an array of this thread's own. */
  private float[] centered(int row, int count) {
    float[] c = CENTERED.get();
    if (c.length < count * k) {
      c = new float[count * k];
      CENTERED.set(c);
    }
    kernels().addRow(x.data(), row * k, offset, 0, c, 0, count, k);
    return c;
  }

  private Kernels kernels() {
    return out.step().engine().kernels();
  }

  private void squares(int fromChunk, int toChunk) {
    for (int chunk = fromChunk; chunk < toChunk; chunk++) {
      int end = Math.min(rows, (chunk + 1) * CHUNK);
      for (int row = chunk * CHUNK; row < end; row += blockRows()) {
        int count = Math.min(blockRows(), end - row);
        float[] c = centered(row, count);
        kernels().columnDots(c, 0, k, c, 0, k, count, k, row > chunk * CHUNK, partial, chunk * k);
      }
    }
  }

  /** Moves the running averages towards the batch, whose sums of squares stand in {@link #inverse}. */
  private void keepStatistics() {
    float newest = layer.spec().momentum();
    Parameter mean = layer.mean();
    Parameter variance = layer.variance();
    for (int j = 0; j < k; j++) {
      mean.array()[mean.offset() + j] = (1f - newest) * at(mean, j) - newest * offset[j];
      variance.array()[variance.offset() + j] = (1f - newest) * at(variance, j) + newest * inverse[j] / (rows - 1);
    }
    mean.changed();
    variance.changed();
  }

  private static float at(Parameter parameter, int j) {
    return parameter.array()[parameter.offset() + j];
  }

  private float inverseRoot(float variance) {
    return (float) (1 / Math.sqrt(variance + layer.spec().epsilon()));
  }

  private void scale(int from, int to) {
    Parameter shift = layer.shift();
    float[] y = out.data();
    for (int row = from; row < to; row += blockRows()) {
      int count = Math.min(blockRows(), to - row);
      kernels().addRow(x.data(), row * k, offset, 0, y, row * k, count, k);
      kernels().scaleShiftRows(y, row * k, scale, 0, shift.array(), shift.offset(), y, row * k, count, k);
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    Engine engine = out.step().engine();
    engine.columnSums(out.gradArray(), 0, k, rows, k, false, sums, 0);
    chunks(engine, dotRange, dots);
    for (int j = 0; j < k; j++) {
      dots[j] *= inverse[j];
    }
    if (gradients.wants(layer.shift())) {
      gradients.add(layer.shift(), sums);
    }
    if (gradients.wants(layer.gain())) {
      gradients.add(layer.gain(), dots);
    }
    if (x.wanted()) {
      for (int j = 0; j < k; j++) {
        sums[j] = training ? -scale[j] * sums[j] / rows : 0f;
        dots[j] = training ? -scale[j] * dots[j] * inverse[j] / rows : 0f;
      }
      accumulate = x.accumulate();
      dx = x.gradArray();
      engine.forEach(rows, 1 + Engine.MAP_GRAIN / k, backwardRange);
    }
  }

  private void dots(int fromChunk, int toChunk) {
    for (int chunk = fromChunk; chunk < toChunk; chunk++) {
      int end = Math.min(rows, (chunk + 1) * CHUNK);
      for (int row = chunk * CHUNK; row < end; row += blockRows()) {
        int count = Math.min(blockRows(), end - row);
        float[] c = centered(row, count);
        float[] dy = out.gradArray();
        kernels().columnDots(dy, row * k, k, c, 0, k, count, k, row > chunk * CHUNK, partial, chunk * k);
      }
    }
  }

  private void backward(int from, int to) {
    for (int row = from; row < to; row += blockRows()) {
      int count = Math.min(blockRows(), to - row);
      float[] c = centered(row, count);
      kernels().scaleShiftRows(c, 0, dots, 0, sums, 0, c, 0, count, k);
      float[] dy = out.gradArray();
      if (accumulate) {
        kernels().axpy(1f, c, 0, dx, row * k, count * k);
        kernels().scaleShiftRows(dy, row * k, scale, 0, zeros, 0, c, 0, count, k);
      } else {
        kernels().scaleShiftRows(dy, row * k, scale, 0, zeros, 0, dx, row * k, count, k);
      }
      kernels().axpy(1f, c, 0, dx, row * k, count * k);
    }
  }
}
