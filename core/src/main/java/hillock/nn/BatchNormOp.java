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
 *
 * <p>Activations are large, so each is read twice forward and twice backward: for its sums, then for the result, which
 * is one expression. Sums are over chunks of rows, each one chain of additions, and then over the chunks in order.
 * Forward they are those of {@code d = x - pivot}: {@code mean = pivot + Σ d / n}, {@code variance = (Σ d² - (Σ d)² /
 * n) / n}. As the pivot is the mean of a sample of the rows, that subtraction loses no digits where the mean is large.
 */
final class BatchNormOp extends Op {
  /** Rows whose sums are a chain of additions each. */
  private static final int CHUNK = 128;

  private final Engine.Range squareRange = this::squares;
  private final Engine.Range scaleRange = this::scale;
  private final Engine.Range dotRange = this::dots;
  private final Engine.Range backwardRange = this::backward;
  private Tensor x;
  private BatchNorm.Built layer;
  private boolean training;
  private int rows;
  private int k;
  private float[] mean = {}; // [k]
  private float[] inverse = {}; // s, [k]
  private float[] scale = {}; // gain·s, [k]
  private float[] term = {}; // [k]: the shift, then what is added to dy·scale + x·dots
  private float[] zeros = {}; // [k]
  private float[] sums = {}; // [k]: Σ d, Σ dy
  private float[] dots = {}; // [k]: Σ dy·c, then what x is multiplied by
  private float[] partial = {}; // [chunks, 2, k]
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
      mean = new float[k];
      inverse = new float[k];
      scale = new float[k];
      term = new float[k];
      zeros = new float[k];
      sums = new float[k];
      dots = new float[k];
    }
    if (training && rows > 0) {
      moments(engine);
      keepStatistics();
      for (int j = 0; j < k; j++) {
        inverse[j] = inverseRoot(inverse[j] / rows);
      }
    } else {
      for (int j = 0; j < k; j++) {
        mean[j] = at(layer.mean(), j);
        inverse[j] = inverseRoot(at(layer.variance(), j));
      }
    }
    for (int j = 0; j < k; j++) {
      scale[j] = at(layer.gain(), j) * inverse[j];
      term[j] = at(layer.shift(), j);
    }
    engine.forEach(rows, 1 + Engine.MAP_GRAIN / k, scaleRange);
  }

  /** Sums over all rows, of terms and of products: of each chunk into {@link #partial}, then of the chunks in order. */
  private void chunks(Engine engine, Engine.Range range, float[] products) {
    int chunks = (rows + CHUNK - 1) / CHUNK;
    partial = partial.length < chunks * 2 * k ? new float[chunks * 2 * k] : partial;
    engine.forEach(chunks, 1 + Engine.MAP_GRAIN / (CHUNK * k), range);
    engine.columnSums(partial, 0, 2 * k, chunks, k, false, sums, 0);
    engine.columnSums(partial, k, 2 * k, chunks, k, false, products, 0);
  }

  private Kernels kernels() {
    return out.step().engine().kernels();
  }

  /** In {@link #mean}, that of some rows: an odd number apart, or all might be of the margins of images. */
  private void pivot() {
    int step = (rows + CHUNK - 1) / CHUNK | 1;
    int count = (rows + step - 1) / step;
    kernels().columnSums(x.data(), 0, step * k, count, k, false, mean, 0);
    for (int j = 0; j < k; j++) {
      mean[j] /= count;
    }
  }

  /** Mean and, in {@link #inverse}, sums of squares of the differences from it. */
  private void moments(Engine engine) {
    pivot();
    chunks(engine, squareRange, inverse);
    for (int j = 0; j < k; j++) {
      float fromPivot = sums[j] / rows;
      mean[j] += fromPivot;
      inverse[j] = Math.max(Math.fma(-sums[j], fromPivot, inverse[j]), 0f);
    }
  }

  private void squares(int fromChunk, int toChunk) {
    sums(fromChunk, toChunk, x.data(), mean);
  }

  /** For some chunks: Σ (z - center) and Σ (z - center)·(x - mean). */
  private void sums(int fromChunk, int toChunk, float[] z, float[] center) {
    for (int chunk = fromChunk; chunk < toChunk; chunk++) {
      int count = Math.min(CHUNK, rows - chunk * CHUNK);
      int at = chunk * CHUNK * k;
      kernels().columnMoments(z, at, center, x.data(), at, mean, count, k, partial, chunk * 2 * k);
    }
  }

  /** Moves the running averages towards the batch, whose sums of squares stand in {@link #inverse}. */
  private void keepStatistics() {
    float newest = layer.spec().momentum();
    Parameter means = layer.mean();
    Parameter variances = layer.variance();
    for (int j = 0; j < k; j++) {
      means.array()[means.offset() + j] = (1f - newest) * at(means, j) + newest * mean[j];
      variances.array()[variances.offset() + j] = (1f - newest) * at(variances, j) + newest * inverse[j] / (rows - 1);
    }
    means.changed();
    variances.changed();
  }

  private static float at(Parameter parameter, int j) {
    return parameter.array()[parameter.offset() + j];
  }

  private float inverseRoot(float variance) {
    return (float) (1 / Math.sqrt(variance + layer.spec().epsilon()));
  }

  private void scale(int from, int to) {
    kernels().normalizeRows(x.data(), from * k, mean, scale, term, out.data(), from * k, to - from, k);
  }

  @Override
  protected void backward(Gradients gradients) {
    Engine engine = out.step().engine();
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
        dots[j] = training ? -scale[j] * dots[j] * inverse[j] / rows : 0f;
        term[j] = training ? Math.fma(-mean[j], dots[j], -scale[j] * sums[j] / rows) : 0f;
      }
      accumulate = x.accumulate();
      dx = x.gradArray();
      engine.forEach(rows, 1 + Engine.MAP_GRAIN / k, backwardRange);
    }
  }

  private void dots(int fromChunk, int toChunk) {
    sums(fromChunk, toChunk, out.gradArray(), zeros);
  }

  private void backward(int from, int to) {
    int at = from * k;
    kernels().mixRows(out.gradArray(), at, scale, x.data(), at, dots, term, accumulate, dx, at, to - from, k);
  }
}
