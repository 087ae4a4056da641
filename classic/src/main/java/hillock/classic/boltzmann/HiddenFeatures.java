package hillock.classic.boltzmann;

import hillock.kernel.Engine;
import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * What a {@link RestrictedBoltzmann} machine with Gaussian visible units makes of an example v, [visible] to [hidden +
 * 1]: the probabilities p of its hidden units, and how badly they rebuild the example, {@code √(|v - b - W·p|² /
 * visible)}: in deviations, when inputs are standardised. It has no derivative.
 *
 * <p>Its parameters are those of the machine, so that an {@link Rbm} over the same values makes it learn.
 *
 * @param hidden number of hidden units, at least 1
 */
public record HiddenFeatures(int hidden) implements Spec {
  /** Checks the range. */
  public HiddenFeatures {
    new RestrictedBoltzmann(hidden, Visible.GAUSSIAN);
  }

  /** The machine. */
  public RestrictedBoltzmann machine() {
    return new RestrictedBoltzmann(hidden, Visible.GAUSSIAN);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(machine().layer(scope, input), Shape.of(hidden + 1));
  }

  private record Built(RestrictedBoltzmann.Layer machine, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return WithError.of(x, machine.forward(x), machine.weight(), machine.visibleBias());
    }
  }

  private static final class WithError extends Op {
    private float[] rebuilt = {};

    WithError(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Tensor p, Parameter weight, Parameter bias) {
      WithError op = x.step().slot(WithError.class, WithError::new);
      op.input(x);
      op.input(p);
      op.uses(weight);
      op.uses(bias);
      int rows = x.shape().dim(0);
      int in = weight.shape().dim(0);
      int hidden = weight.shape().dim(1);
      op.out.shape(Shape.of(rows, hidden + 1));
      if (op.rebuilt.length < rows * in) {
        op.rebuilt = new float[rows * in];
      }
      Engine engine = x.step().engine();
      engine.gemm(
          false,
          true,
          rows,
          in,
          hidden,
          p.data(),
          0,
          hidden,
          weight.array(),
          weight.offset(),
          hidden,
          false,
          op.rebuilt,
          0,
          in);
      for (int r = 0; r < rows; r++) {
        double squares = 0;
        for (int i = 0; i < in; i++) {
          double d = x.data()[r * in + i] - (double) (op.rebuilt[r * in + i] + bias.array()[bias.offset() + i]);
          squares += d * d;
        }
        System.arraycopy(p.data(), r * hidden, op.out.data(), r * (hidden + 1), hidden);
        op.out.data()[r * (hidden + 1) + hidden] = (float) Math.sqrt(squares / in);
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      // It is read, not learned by.
    }
  }
}
