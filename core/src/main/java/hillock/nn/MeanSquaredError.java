package hillock.nn;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Mean squared error: a row's loss is {@code (1/k)·Σ_j (y_j - t_j)²}; its derivative by y_j is {@code 2·(y_j - t_j)/k}. */
public record MeanSquaredError() implements Loss {
  @Override
  public Tensor of(Tensor output, Tensor target, @Nullable Tensor weights) {
    return SquaredErrorOp.of(output, target, weights, 1f / Math.max(1, output.shape().last()));
  }

  /** Weighted mean over rows of {@code scale·Σ_j (y_j - t_j)²}. */
  static final class SquaredErrorOp extends Op {
    private Tensor y;
    private Tensor t;
    private Tensor w;
    private float scale;
    private float weightSum;

    SquaredErrorOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor y, Tensor t, Tensor w, float scale) {
      if (!y.shape().equals(t.shape())) {
        throw new IllegalArgumentException("squared error: output %s, target %s".formatted(y.shape(), t.shape()));
      }
      SquaredErrorOp op = y.step().slot(SquaredErrorOp.class, SquaredErrorOp::new);
      op.input(y);
      op.y = y;
      op.t = t;
      op.w = w;
      op.scale = scale;
      op.forward();
      return op.out;
    }

    private void forward() {
      int rows = y.shape().rows();
      int columns = y.shape().last();
      float[] a = y.data();
      float[] b = t.data();
      double total = 0;
      double weight = 0;
      for (int r = 0; r < rows; r++) {
        double row = 0;
        for (int j = r * columns, end = j + columns; j < end; j++) {
          double d = a[j] - b[j];
          row += d * d;
        }
        double wr = w == null ? 1 : w.data()[r];
        total += wr * row;
        weight += wr;
      }
      weightSum = (float) weight;
      out.shape(Shape.scalar());
      out.data()[0] = (float) (weight == 0 ? 0 : scale * total / weight);
    }

    @Override
    protected void backward(Gradients gradients) {
      if (!y.wanted() || weightSum == 0) {
        return;
      }
      int rows = y.shape().rows();
      int columns = y.shape().last();
      float factor = 2 * scale * out.gradArray()[0] / weightSum;
      float[] a = y.data();
      float[] b = t.data();
      float[] dy = y.grad();
      for (int r = 0; r < rows; r++) {
        float f = w == null ? factor : factor * w.data()[r];
        for (int j = r * columns, end = j + columns; j < end; j++) {
          dy[j] += f * (a[j] - b[j]);
        }
      }
    }
  }
}
