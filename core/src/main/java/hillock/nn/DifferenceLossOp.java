package hillock.nn;

import hillock.tensor.Gradients;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Weighted mean over rows of any {@link DifferenceLoss}. */
final class DifferenceLossOp extends RowLossOp {
  private DifferenceLoss kind;
  private float[] difference = {};
  private float[] element = {};
  private float[] gradient;
  private float sign;

  DifferenceLossOp(Tape tape) {
    super(tape);
  }

  static Tensor of(DifferenceLoss kind, Tensor y, Tensor t, @Nullable Tensor w) {
    boolean column = t.shape().rank() == 1 && y.shape().rank() == 2 && y.size() == t.size() && y.shape().last() == 1;
    if (y.shape().rank() == 0 || !y.shape().equals(t.shape()) && !column) {
      throw new IllegalArgumentException(
          "%s: got target %s for output %s, expected target %s"
              .formatted(kind.getClass().getSimpleName(), t.shape(), y.shape(), y.shape()));
    }
    DifferenceLossOp op = y.step().slot(DifferenceLossOp.class, DifferenceLossOp::new);
    op.begin(y, t, w, y.shape().dim(0));
    op.kind = kind;
    if (op.difference.length < y.size()) {
      op.difference = new float[y.size()];
      op.element = new float[y.size()];
    }
    return op.compute();
  }

  @Override
  protected void forward(int fromRow, int toRow) {
    float[] a = y.data();
    float[] b = t.data();
    float[] d = difference;
    int from = fromRow * columns;
    int to = toRow * columns;
    for (int i = from; i < to; i++) {
      d[i] = a[i] - b[i];
    }
    kind.value(d, element, from, to);
    for (int r = fromRow; r < toRow; r++) {
      int counted = counted(r);
      loss[r] = kind.scale(columns) * out.step().engine().kernels().sum(element, r * columns, counted);
      if (counted < columns) {
        // A mean is one over the steps that count in all rows; a sum just has fewer terms.
        mass[r] = kind.scale(columns) / kind.scale(counted);
      }
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    if (y.wanted()) {
      pass(y, 1f);
    }
    if (t.wanted()) {
      pass(t, -1f);
    }
  }

  private void pass(Tensor x, float factor) {
    gradient = x.grad();
    sign = factor;
    backwardRows();
  }

  @Override
  protected void backward(int fromRow, int toRow) {
    float[] g = gradient;
    float[] s = element;
    kind.slope(difference, s, fromRow * columns, toRow * columns);
    for (int r = fromRow; r < toRow; r++) {
      float factor = sign * kind.scale(columns) * factor(r);
      for (int i = r * columns, end = i + counted(r); i < end; i++) {
        g[i] += factor * s[i];
      }
    }
  }
}
