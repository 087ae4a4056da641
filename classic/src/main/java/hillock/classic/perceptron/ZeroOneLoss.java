package hillock.classic.perceptron;

import hillock.nn.Loss;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The share of rows that are mistakes: a row's loss is 0 when the output of its class is larger than all others,
 * otherwise 1, also when it is only as large. Outputs [n, k] are scores, targets [n] class indices; with one output the
 * second of two classes is right above 0 and the first below. Its derivative is 0: it is for the perceptron, which
 * needs none.
 */
public record ZeroOneLoss() implements Loss {
  @Override
  public Tensor of(Tensor output, Tensor target, @Nullable Tensor weights) {
    return ZeroOneOp.of(output, target, weights);
  }

  @Override
  public boolean classes() {
    return true;
  }

  @Override
  public Spec link() {
    return new Winner();
  }

  /** By how much the output of a row's class is larger than the largest other: a mistake unless above 0. */
  static float lead(float[] scores, int from, int classes, int label) {
    if (classes == 1) {
      return label == 1 ? scores[from] : -scores[from];
    }
    return scores[from + label] - scores[from + rival(scores, from, classes, label)];
  }

  /** The class other than the right one with the largest output, the first of equals. */
  static int rival(float[] scores, int from, int classes, int label) {
    int best = label == 0 ? 1 : 0;
    for (int c = best + 1; c < classes; c++) {
      best = c != label && scores[from + c] > scores[from + best] ? c : best;
    }
    return best;
  }

  private static final class ZeroOneOp extends Op {
    ZeroOneOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor output, Tensor target, @Nullable Tensor weights) {
      int rows = output.shape().rows();
      int classes = output.shape().last();
      if (target.size() != rows || (weights != null && weights.size() != rows)) {
        throw new IllegalArgumentException(
            "ZeroOneLoss: got target %s for output %s, expected one class index for each row"
                .formatted(target.shape(), output.shape()));
      }
      ZeroOneOp op = output.step().slot(ZeroOneOp.class, ZeroOneOp::new);
      op.input(output);
      op.input(target);
      double mistakes = 0;
      double all = 0;
      for (int r = 0; r < rows; r++) {
        int label = (int) target.data()[r];
        if (label < 0 || label >= Math.max(2, classes)) {
          throw new IllegalArgumentException(
              "ZeroOneLoss: target of row %d is %s, expected a class index from 0 to %d"
                  .formatted(r, target.data()[r], Math.max(2, classes) - 1));
        }
        double weight = weights == null ? 1 : weights.data()[r];
        boolean right = lead(output.data(), r * classes, classes, label) > 0;
        mistakes += right ? 0 : weight;
        all += weight;
      }
      op.out.shape(Shape.scalar());
      op.out.data()[0] = (float) (all == 0 ? 0 : mistakes / all);
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      // A step has no slope.
    }
  }
}
