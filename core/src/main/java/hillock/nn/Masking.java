package hillock.nn;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Tells how long each sequence is: the steps at its end of which every feature equals {@code value} are padding. The
 * numbers pass through unchanged, [time, ...] to the same; {@link Tensor#lengths()} of the result says what counts.
 *
 * <p>Such steps in the middle of a sequence count as any others.
 *
 * @param value what fills the steps after the end, 0 by default; not NaN
 */
public record Masking(float value) implements Spec {
  /** Checks the value. */
  public Masking {
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException("Masking: got value NaN, which equals nothing; expected a number, such as 0");
    }
  }

  /** With 0 as padding. */
  public Masking() {
    this(0f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    if (input.rank() < 2) {
      throw new IllegalArgumentException("Masking: got input %s, expected [time, features]".formatted(input));
    }
    return new Built(value, input);
  }

  private record Built(float value, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return MaskingOp.of(x, value);
    }
  }

  private static final class MaskingOp extends Op {
    private Tensor x;
    private int[] lengths = {};

    MaskingOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, float value) {
      MaskingOp op = x.step().slot(MaskingOp.class, MaskingOp::new);
      op.input(x);
      op.x = x;
      op.out.shape(x.shape());
      System.arraycopy(x.data(), 0, op.out.data(), 0, x.size());
      int batch = x.shape().dim(0);
      if (op.lengths.length < batch) {
        op.lengths = new int[batch];
      }
      int steps = x.shape().dim(1);
      int features = batch * steps == 0 ? 0 : x.size() / (batch * steps);
      for (int i = 0; i < batch; i++) {
        int end = (i + 1) * steps * features;
        int at = end;
        while (at > i * steps * features && x.data()[at - 1] == value) {
          at--;
        }
        op.lengths[i] = steps - (features == 0 ? 0 : (end - at) / features);
      }
      op.out.lengths(op.lengths);
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      float[] dy = out.gradArray();
      float[] dx = x.grad();
      for (int i = 0, n = x.size(); i < n; i++) {
        dx[i] += dy[i];
      }
    }
  }
}
