package hillock.classic.cascade;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How strongly each candidate goes along with the errors that are left. For the values v [n, candidates] and the errors
 * e [n, outputs], each column of which sums to 0,
 *
 * <pre>{@code
 * S_c = Σ_o |Σ_r e_ro·v_rc| / √(n·Σ_ro e_ro²)
 * }</pre>
 *
 * <p>with the derivative {@code ∂S_c/∂v_rc = Σ_o sign_oc·e_ro / √(n·Σe²)}. The paper's S has no divisor; this one makes
 * the size of S, and with it the rate of learning, independent of how small the errors have become. The result is
 * {@code -Σ_c S_c}, a loss. Since the errors are centred the values need not be.
 */
final class CorrelationOp extends Op {
  private @Nullable Tensor values;
  private float[] errors = {};
  private int rows;
  private int outputs;
  private int candidates;
  private float scale;
  private float[] covariances = {};
  private float[] strengths = {};

  CorrelationOp(Tape tape) {
    super(tape);
  }

  /**
   * The negative sum of all S_c.
   *
   * @param errors [n, outputs], centred
   * @param size √(n·Σe²), above 0
   */
  static Tensor of(Tensor values, float[] errors, int outputs, float size) {
    CorrelationOp op = values.step().slot(CorrelationOp.class, CorrelationOp::new);
    op.input(values);
    op.values = values;
    op.errors = errors;
    op.rows = values.shape().dim(0);
    op.outputs = outputs;
    op.candidates = values.shape().dim(1);
    op.scale = 1 / size;
    op.forward(values);
    return op.out;
  }

  /** S of each candidate, as the last op of this tape found them. */
  static float[] strengths(Tape tape) {
    return ((CorrelationOp) tape.op(tape.ops() - 1)).strengths;
  }

  private void forward(Tensor v) {
    if (covariances.length != outputs * candidates) {
      covariances = new float[outputs * candidates];
      strengths = new float[candidates];
    }
    v.step()
        .engine()
        .gemm(
            true,
            false,
            outputs,
            candidates,
            rows,
            errors,
            0,
            outputs,
            v.data(),
            0,
            candidates,
            false,
            covariances,
            0,
            candidates);
    float total = 0;
    for (int c = 0; c < candidates; c++) {
      float sum = 0;
      for (int o = 0; o < outputs; o++) {
        sum += Math.abs(covariances[o * candidates + c]);
      }
      strengths[c] = sum * scale;
      total += strengths[c];
    }
    out.shape(Shape.scalar());
    out.data()[0] = -total;
  }

  @Override
  protected void backward(Gradients gradients) {
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = -Math.signum(covariances[i]) * scale * out.gradArray()[0];
    }
    Tensor v = Objects.requireNonNull(values);
    boolean add = v.accumulate();
    out.step()
        .engine()
        .gemm(
            false,
            false,
            rows,
            candidates,
            outputs,
            errors,
            0,
            outputs,
            covariances,
            0,
            candidates,
            add,
            v.gradArray(),
            0,
            candidates);
  }
}
