package hillock.nn;

import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of yes or no, with the sigmoid folded in: outputs [n, k] are logits z, targets [n, k] are probabilities
 * t (labels 0 and 1 as a rule), or [n] when k is 1. A row's loss is the mean of {@code -t·ln σ(z) - (1 - t)·ln(1 -
 * σ(z))} over its k independent questions; its derivative by z is {@code (σ(z) - t)/k}.
 *
 * <p>It is computed as {@code t·s(-z) + (1 - t)·s(z)} with {@code s(z) = ln(1 + exp(z)) = max(z, 0) + s(-|z|)}, which
 * neither overflows nor cancels. With label smoothing ε and class weights v, [no, yes], it equals {@link CrossEntropy}
 * of the two logits [0, z]: t becomes {@code (1 - ε)·t + ε/2}, the terms are multiplied by v_1 and v_0, and the mean
 * over rows has mass {@code t·v_1 + (1 - t)·v_0}.
 *
 * @param labelSmoothing ε, from 0 (included, the default) to 1
 * @param classWeights two, of no and of yes, not negative; empty for both 1
 */
public record BinaryCrossEntropy(float labelSmoothing, List<Float> classWeights) implements Loss {
  /** Checks the ranges. */
  public BinaryCrossEntropy {
    classWeights = ClassWeights.checked("BinaryCrossEntropy", labelSmoothing, classWeights);
    if (!classWeights.isEmpty() && classWeights.size() != 2) {
      throw new IllegalArgumentException(
          "BinaryCrossEntropy: got %d class weights, expected two, of no and of yes".formatted(classWeights.size()));
    }
  }

  /** Without label smoothing, both classes of weight 1. */
  public BinaryCrossEntropy() {
    this(0f, List.of());
  }

  @Override
  public Tensor of(Tensor output, Tensor target, @Nullable Tensor weights) {
    return BinaryCrossEntropyOp.of(this, output, target, weights);
  }

  @Override
  public Spec link() {
    return new Sigmoid();
  }

  private float weight(int c) {
    return classWeights.isEmpty() ? 1f : classWeights.get(c);
  }

  private static final class BinaryCrossEntropyOp extends RowLossOp {
    private BinaryCrossEntropy kind;
    private Kernels kernels;
    private float[] element = {};
    private float[] dz;

    BinaryCrossEntropyOp(Tape tape) {
      super(tape);
    }

    static Tensor of(BinaryCrossEntropy kind, Tensor z, Tensor t, @Nullable Tensor w) {
      check(z, t);
      BinaryCrossEntropyOp op = z.step().slot(BinaryCrossEntropyOp.class, BinaryCrossEntropyOp::new);
      op.begin(z, t, w, z.shape().dim(0));
      op.kind = kind;
      op.kernels = z.step().engine().kernels();
      if (op.element.length < z.size()) {
        op.element = new float[z.size()];
      }
      return op.compute();
    }

    private static void check(Tensor z, Tensor t) {
      boolean column = t.shape().rank() == 1 && z.shape().rank() == 2 && z.size() == t.size() && z.shape().last() == 1;
      if (z.shape().rank() == 0 || !z.shape().equals(t.shape()) && !column) {
        throw new IllegalArgumentException(
            "BinaryCrossEntropy: got target %s for output %s, expected target %s"
                .formatted(t.shape(), z.shape(), z.shape()));
      }
      for (int i = 0, n = t.size(); i < n; i++) {
        if (!(t.data()[i] >= 0 && t.data()[i] <= 1)) {
          throw new IllegalArgumentException(
              "BinaryCrossEntropy: target of row %d is %s, expected 0 to 1 (output %s)"
                  .formatted(i / (n / z.shape().dim(0)), t.data()[i], z.shape()));
        }
      }
    }

    @Override
    protected void forward(int fromRow, int toRow) {
      float[] z = y.data();
      float[] target = t.data();
      float[] l = element;
      int from = fromRow * columns;
      int to = toRow * columns;
      float keep = 1f - kind.labelSmoothing;
      float no = kind.weight(0);
      float yes = kind.weight(1);
      for (int i = from; i < to; i++) {
        l[i] = -Math.abs(z[i]);
      }
      kernels.softplus(l, from, l, from, to - from);
      for (int i = from; i < to; i++) {
        float q = keep * target[i] + 0.5f * (1f - keep);
        l[i] = yes * q * (Math.max(-z[i], 0f) + l[i]) + no * (1f - q) * (Math.max(z[i], 0f) + l[i]);
      }
      for (int r = fromRow; r < toRow; r++) {
        int counted = counted(r);
        loss[r] = kernels.sum(l, r * columns, counted) / columns;
        if (!kind.classWeights.isEmpty()) {
          mass[r] = no * counted / columns + (yes - no) * kernels.sum(target, r * columns, counted) / columns;
        } else if (counted < columns) {
          mass[r] = (float) counted / columns;
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      if (t.wanted()) {
        throw new IllegalStateException(label() + ": has no derivative by the targets; detach() them");
      }
      dz = y.grad();
      backwardRows();
    }

    @Override
    protected void backward(int fromRow, int toRow) {
      float[] p = element;
      float[] target = t.data();
      float[] d = dz;
      float keep = 1f - kind.labelSmoothing;
      float no = kind.weight(0);
      float yes = kind.weight(1);
      kernels.sigmoid(y.data(), fromRow * columns, p, fromRow * columns, (toRow - fromRow) * columns);
      for (int r = fromRow; r < toRow; r++) {
        float factor = factor(r) / columns;
        for (int i = r * columns, end = i + counted(r); i < end; i++) {
          float q = keep * target[i] + 0.5f * (1f - keep);
          d[i] += factor * (no * (1f - q) * p[i] - yes * q * (1f - p[i]));
        }
      }
    }
  }
}
