package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of {@link MultiHeadAttention} between its two dense layers: x [n, time, 3·k], whose columns are queries,
 * keys and values, to [n, time, k]. For each example and head, with {@code P = softmax(Q·Kᵀ / √d)} and M the mask of
 * dropout: {@code Y = (P ∘ M)·V}; {@code dV = (P ∘ M)ᵀ·dY}, {@code dP = (dY·Vᵀ) ∘ M}, {@code dS = P ∘ (dP - rows of Σ_j
 * P_ij·dP_ij) / √d}, {@code dQ = dS·K}, {@code dK = dSᵀ·Q}.
 *
 * <p>One example and head is one part of the work: its products are too small to cut.
 */
final class AttentionOp extends Op {
  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range backwardRange = this::backward;
  private Tensor x;
  private Kernels kernels;
  private int heads;
  private boolean causal;
  private int time;
  private int k;
  private int d;
  private float dropout;
  private int @Nullable [] lengths;
  private float[] weights = {}; // P, [n, heads, time, time]
  private float[] dropped = {}; // P ∘ M when there is dropout
  private float[] mask = {}; // M
  private float[] slopes = {}; // dP, then dS
  private float[] dx;

  AttentionOp(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, MultiHeadAttention spec, Noise noise) {
    AttentionOp op = x.step().slot(AttentionOp.class, AttentionOp::new);
    op.input(x);
    op.x = x;
    op.kernels = x.step().engine().kernels();
    op.heads = spec.heads();
    op.causal = spec.causal();
    op.dropout = x.step().training() ? spec.dropout() : 0f;
    op.time = x.shape().dim(1);
    op.k = x.shape().last() / 3;
    op.d = op.k / op.heads;
    op.lengths = x.lengths();
    if (!op.out.shape().equalsExceptLast(x.shape(), op.k)) {
      op.out.shape(x.shape().withLast(op.k));
    }
    int squares = Math.multiplyExact(op.parts(), op.time * op.time);
    if (op.weights.length < squares) {
      op.weights = new float[squares];
    }
    if (op.dropout > 0) {
      if (op.mask.length < squares) {
        op.mask = new float[squares];
        op.dropped = new float[squares];
      }
      noise.uniforms(x.step(), op.mask, squares);
    }
    op.overParts(op.forwardRange);
    return op.out;
  }

  private int parts() {
    return x.shape().dim(0) * heads;
  }

  private void overParts(Engine.Range range) {
    out.step().engine().forEach(parts(), 1 + Engine.MAP_GRAIN / Math.max(1, time * time), range);
  }

  /** How many steps of an example count. */
  private int length(int part) {
    return lengths == null ? time : lengths[part / heads];
  }

  /** How many steps a step sees. */
  private int seen(int step, int length) {
    return causal ? Math.min(step + 1, length) : length;
  }

  /** Where the part's queries begin in x; its keys are k further on, its values 2·k. */
  private int queries(int part) {
    return part / heads * time * 3 * k + part % heads * d;
  }

  private int result(int part) {
    return part / heads * time * k + part % heads * d;
  }

  private void forward(int fromPart, int toPart) {
    float[] in = x.data();
    float[] y = out.data();
    float[] p = weights;
    float scale = (float) (1 / Math.sqrt(d));
    for (int part = fromPart; part < toPart; part++) {
      int length = length(part);
      int q = queries(part);
      int at = part * time * time;
      kernels.gemm(false, true, length, length, d, in, q, 3 * k, in, q + k, 3 * k, false, p, at, time);
      for (int i = 0; i < length; i++) {
        int row = at + i * time;
        int seen = seen(i, length);
        for (int j = row; j < row + seen; j++) {
          p[j] *= scale;
        }
        kernels.softmax(p, row, p, row, 1, seen, null, 0);
        java.util.Arrays.fill(p, row + seen, row + time, 0f);
      }
      java.util.Arrays.fill(p, at + length * time, at + time * time, 0f);
      kernels.gemm(false, false, time, d, length, used(at), at, time, in, q + 2 * k, 3 * k, false, y, result(part), k);
    }
  }

  /** The weights that values are multiplied by, after making those of one part. */
  private float[] used(int at) {
    if (dropout == 0) {
      return weights;
    }
    int end = at + time * time;
    Dropout.mask(mask, dropout, at, end);
    for (int i = at; i < end; i++) {
      dropped[i] = weights[i] * mask[i];
    }
    return dropped;
  }

  @Override
  protected void backward(Gradients gradients) {
    if (slopes.length < weights.length) {
      slopes = new float[weights.length];
    }
    dx = x.grad();
    overParts(backwardRange);
  }

  private void backward(int fromPart, int toPart) {
    float[] in = x.data();
    float[] dy = out.gradArray();
    float[] used = dropout == 0 ? weights : dropped;
    for (int part = fromPart; part < toPart; part++) {
      int length = length(part);
      int q = queries(part);
      int y = result(part);
      int at = part * time * time;
      kernels.gemm(true, false, length, d, length, used, at, time, dy, y, k, true, dx, q + 2 * k, 3 * k);
      kernels.gemm(false, true, length, length, d, dy, y, k, in, q + 2 * k, 3 * k, false, slopes, at, time);
      softmaxSlopes(at, length);
      kernels.gemm(false, false, length, d, length, slopes, at, time, in, q + k, 3 * k, true, dx, q, 3 * k);
      kernels.gemm(true, false, length, d, length, slopes, at, time, in, q, 3 * k, true, dx, q + k, 3 * k);
    }
  }

  /** Turns the derivative by P ∘ M into that by Q·Kᵀ. */
  private void softmaxSlopes(int at, int length) {
    float[] p = weights;
    float[] s = slopes;
    float scale = (float) (1 / Math.sqrt(d));
    for (int i = 0; i < length; i++) {
      int row = at + i * time;
      int seen = seen(i, length);
      if (dropout > 0) {
        for (int j = row; j < row + seen; j++) {
          s[j] *= mask[j];
        }
      }
      float mean = kernels.dot(p, row, s, row, seen);
      for (int j = row; j < row + seen; j++) {
        s[j] = p[j] * (s[j] - mean) * scale;
      }
      java.util.Arrays.fill(s, row + seen, row + length, 0f);
    }
  }
}
