package hillock.nn;

import hillock.kernel.Engine;
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
  private final Engine.Range centerRange = this::center;
  private final Engine.Range scaleRange = this::scale;
  private final Engine.Range backwardRange = this::backward;
  private Tensor x;
  private BatchNorm.Built layer;
  private boolean training;
  private int rows;
  private int k;
  private float[] centered = {}; // c, [rows, k]
  private float[] offset = {}; // -mean, [k]
  private float[] inverse = {}; // s, [k]
  private float[] scale = {}; // gain·s, [k]
  private float[] sums = {}; // [k]: Σ dy, then what is subtracted from every dy
  private float[] dots = {}; // [k]: Σ dy·c, then what c is multiplied by
  private float[] dx;

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
    if (centered.length < x.size()) {
      centered = new float[x.size()];
    }
    if (scale.length < k) {
      offset = new float[k];
      inverse = new float[k];
      scale = new float[k];
      sums = new float[k];
      dots = new float[k];
    }
    if (training && rows > 0) {
      engine.columnSums(x.data(), 0, k, rows, k, false, offset, 0);
      for (int j = 0; j < k; j++) {
        offset[j] /= -rows;
      }
      overRows(engine, centerRange);
      engine.columnDots(centered, 0, k, centered, 0, k, rows, k, false, inverse, 0);
      keepStatistics();
      for (int j = 0; j < k; j++) {
        inverse[j] = inverseRoot(inverse[j] / rows);
      }
    } else {
      for (int j = 0; j < k; j++) {
        offset[j] = -at(layer.mean(), j);
        inverse[j] = inverseRoot(at(layer.variance(), j));
      }
      overRows(engine, centerRange);
    }
    for (int j = 0; j < k; j++) {
      scale[j] = at(layer.gain(), j) * inverse[j];
    }
    overRows(engine, scaleRange);
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

  private void overRows(Engine engine, Engine.Range range) {
    engine.forEach(rows, 1 + Engine.MAP_GRAIN / k, range);
  }

  private void center(int from, int to) {
    out.step().engine().kernels().addRow(x.data(), from * k, offset, 0, centered, from * k, to - from, k);
  }

  private void scale(int from, int to) {
    Parameter shift = layer.shift();
    out.step()
        .engine()
        .kernels()
        .scaleShiftRows(
            centered, from * k, scale, 0, shift.array(), shift.offset(), out.data(), from * k, to - from, k);
  }

  @Override
  protected void backward(Gradients gradients) {
    Engine engine = out.step().engine();
    float[] dy = out.gradArray();
    engine.columnSums(dy, 0, k, rows, k, false, sums, 0);
    engine.columnDots(dy, 0, k, centered, 0, k, rows, k, false, dots, 0);
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
        sums[j] = training ? sums[j] / rows : 0f;
        dots[j] = training ? dots[j] * inverse[j] / rows : 0f;
      }
      dx = x.grad();
      overRows(engine, backwardRange);
    }
  }

  private void backward(int fromRow, int toRow) {
    float[] dy = out.gradArray();
    float[] d = dx;
    for (int r = fromRow; r < toRow; r++) {
      for (int j = 0, i = r * k; j < k; j++, i++) {
        d[i] += scale[j] * (dy[i] - sums[j] - centered[i] * dots[j]);
      }
    }
  }
}
