package hillock.nn;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** {@code y = x + p} for every example of x [n, time, k] and a table p [time, k]; dx = dy, {@code dp = Σ_n dy}. */
final class PositionOp extends Op {
  private Tensor x;
  private @Nullable Parameter learned;
  private int size;

  PositionOp(Tape tape) {
    super(tape);
  }

  static void checkInput(String layer, Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException("%s: got input %s, expected [time, features]".formatted(layer, input));
    }
    Dense.checkInput(layer, input);
  }

  /** With a table that stays. */
  static Tensor of(Tensor x, float[] table) {
    return slot(x, null, table.length).add(table, 0);
  }

  /** With a table that learns. */
  static Tensor of(Tensor x, Parameter table) {
    PositionOp op = slot(x, table, table.size());
    op.uses(table);
    return op.add(table.array(), table.offset());
  }

  private static PositionOp slot(Tensor x, @Nullable Parameter learned, int size) {
    PositionOp op = x.step().slot(PositionOp.class, PositionOp::new);
    op.input(x);
    op.x = x;
    op.learned = learned;
    op.size = size;
    op.out.shape(x.shape());
    return op;
  }

  private Tensor add(float[] table, int offset) {
    int n = x.shape().dim(0);
    out.step().engine().kernels().addRow(x.data(), 0, table, offset, out.data(), 0, n, size);
    return out;
  }

  @Override
  protected void backward(Gradients gradients) {
    float[] dy = out.gradArray();
    if (learned != null && gradients.wants(learned)) {
      boolean add = gradients.accumulate(learned);
      int n = x.shape().dim(0);
      out.step().engine().columnSums(dy, 0, size, n, size, add, gradients.values(), learned.offset());
    }
    if (x.wanted()) {
      float[] dx = x.grad();
      for (int i = 0, all = x.size(); i < all; i++) {
        dx[i] += dy[i];
      }
    }
  }
}
