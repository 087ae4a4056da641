package hillock.classic.perceptron;

import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;

/**
 * What a perceptron says: 1 for the class of the largest output, the first of equals, and 0 for all others; [...,
 * classes] to the same. A single output, which tells two classes apart, becomes 1 above 0, and 0 otherwise. Its
 * derivative is 0.
 */
public record Winner() implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    if (input.rank() == 0 || input.last() == 0) {
      throw new IllegalArgumentException("Winner: input " + input + " has no axis of classes");
    }
    return new Built(input);
  }

  private record Built(Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return WinnerOp.of(x);
    }
  }

  private static final class WinnerOp extends Op {
    WinnerOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x) {
      WinnerOp op = x.step().slot(WinnerOp.class, WinnerOp::new);
      op.input(x);
      op.out.shape(x.shape());
      float[] y = op.out.data();
      int classes = x.shape().last();
      Arrays.fill(y, 0, x.size(), 0);
      for (int from = 0; from < x.size(); from += classes) {
        int best = from;
        for (int i = from + 1; i < from + classes; i++) {
          best = x.data()[i] > x.data()[best] ? i : best;
        }
        y[best] = classes > 1 || x.data()[best] > 0 ? 1 : 0;
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      // A step has no slope.
    }
  }
}
