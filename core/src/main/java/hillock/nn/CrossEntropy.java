package hillock.nn;

import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of classes, with the softmax folded in: outputs [n, k] are logits x, targets [n] are class indices.
 * With outputs [n, time, k] and targets [n, time] each time step is a row; those that are padding ({@link
 * Tensor#lengths()}) do not count. With {@code p = softmax(x)} and class c, a row's loss is {@code -ln p_c}; its
 * derivative by x_j is {@code p_j - [j = c]}.
 *
 * <p>Label smoothing ε (Szegedy et al. 2016, arXiv:1512.00567) mixes the target with the uniform distribution; class
 * weights v multiply the terms: {@code l = (1 - ε)·v_c·(-ln p_c) + (ε/k)·Σ_j v_j·(-ln p_j)}, in the mean over rows with
 * mass v_c, as PyTorch has it.
 *
 * @param labelSmoothing ε, from 0 (included, the default) to 1
 * @param classWeights one for each class, not negative; empty for all 1
 */
public record CrossEntropy(float labelSmoothing, List<Float> classWeights) implements Loss {
  /** Checks the ranges. */
  public CrossEntropy {
    classWeights = ClassWeights.checked("CrossEntropy", labelSmoothing, classWeights);
  }

  /** Without label smoothing, all classes of weight 1. */
  public CrossEntropy() {
    this(0f, List.of());
  }

  /** All classes of weight 1. */
  public CrossEntropy(float labelSmoothing) {
    this(labelSmoothing, List.of());
  }

  @Override
  public Tensor of(Tensor output, Tensor target, @Nullable Tensor weights) {
    return CrossEntropyOp.of(this, output, target, weights);
  }

  @Override
  public boolean classes() {
    return true;
  }

  @Override
  public Spec link() {
    return new Softmax();
  }

  private float weight(int c) {
    return classWeights.isEmpty() ? 1f : classWeights.get(c);
  }

  private static final class CrossEntropyOp extends RowLossOp {
    private CrossEntropy kind;
    private Kernels kernels;
    private float[] p = {};
    private float[] logSums = {};
    private float[] dx;
    private float allWeights;

    CrossEntropyOp(Tape tape) {
      super(tape);
    }

    static Tensor of(CrossEntropy kind, Tensor x, Tensor t, @Nullable Tensor w) {
      int rows = x.shape().rows();
      int k = x.shape().last();
      check(kind, x, t, rows, k);
      CrossEntropyOp op = x.step().slot(CrossEntropyOp.class, CrossEntropyOp::new);
      op.begin(x, t, w, rows);
      op.checkClasses(k);
      op.kind = kind;
      op.kernels = x.step().engine().kernels();
      op.columns = k;
      op.allWeights = 0;
      for (int c = 0; c < k; c++) {
        op.allWeights += kind.weight(c);
      }
      if (op.p.length < x.size()) {
        op.p = new float[x.size()];
      }
      if (op.logSums.length < rows) {
        op.logSums = new float[rows];
      }
      return op.compute();
    }

    private static void check(CrossEntropy kind, Tensor x, Tensor t, int rows, int k) {
      if (x.shape().rank() < 2 || t.size() != rows || t.shape().rank() == 0 || t.shape().dim(0) != x.shape().dim(0)) {
        throw new IllegalArgumentException(
            "CrossEntropy: got target %s for output %s, expected one class index for each row, not one-hot rows"
                .formatted(t.shape(), x.shape()));
      }
      if (k < 2) {
        throw new IllegalArgumentException(
            "CrossEntropy: output %s has one class, so the loss is always 0; expected 2 outputs or BinaryCrossEntropy"
                .formatted(x.shape()));
      }
      if (!kind.classWeights.isEmpty() && kind.classWeights.size() != k) {
        throw new IllegalArgumentException(
            "CrossEntropy: got %d class weights for %d classes".formatted(kind.classWeights.size(), k));
      }
    }

    private void checkClasses(int k) {
      for (int r = 0; r < rows; r++) {
        float c = t.data()[r];
        if (!(c >= 0 && c < k && c == (int) c) && !padding(r)) {
          throw new IllegalArgumentException(
              "CrossEntropy: target of row %d is %s, expected a class index from 0 to %d (output %s)"
                  .formatted(r, c, k - 1, y.shape()));
        }
      }
    }

    @Override
    protected void forward(int fromRow, int toRow) {
      kernels.softmax(y.data(), fromRow * columns, p, fromRow * columns, toRow - fromRow, columns, logSums, fromRow);
      float[] x = y.data();
      float smooth = kind.labelSmoothing;
      for (int r = fromRow; r < toRow; r++) {
        if (padding(r)) {
          mass[r] = 0;
          loss[r] = 0;
          continue;
        }
        int c = (int) t.data()[r];
        mass[r] = kind.weight(c);
        loss[r] = (1f - smooth) * mass[r] * (logSums[r] - x[r * columns + c]);
        if (smooth > 0) {
          float all = 0f;
          for (int j = 0; j < columns; j++) {
            all += kind.weight(j) * (logSums[r] - x[r * columns + j]);
          }
          loss[r] += smooth / columns * all;
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      if (t.wanted()) {
        throw new IllegalStateException(label() + ": has no derivative by the targets; detach() them");
      }
      dx = y.grad();
      backwardRows();
    }

    @Override
    protected void backward(int fromRow, int toRow) {
      float[] d = dx;
      float share = kind.labelSmoothing / columns;
      for (int r = fromRow; r < toRow; r++) {
        if (padding(r)) {
          continue;
        }
        int c = (int) t.data()[r];
        float factor = factor(r);
        float hard = (1f - kind.labelSmoothing) * mass[r];
        float whole = hard + share * allWeights;
        for (int j = 0, i = r * columns; j < columns; j++, i++) {
          d[i] += factor * (p[i] * whole - share * kind.weight(j));
        }
        d[r * columns + c] -= factor * hard;
      }
    }
  }
}
