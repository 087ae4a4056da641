package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * A fully connected layer whose links are dropped at random in training: {@code y = x·(M ∘ W) + b}, [..., in] to [...,
 * units], where each element of M [in, units] is 0 with probability {@code rate} and else {@code 1 / (1 - rate)}, so
 * that the expected y stays. One M serves a batch. In inference it is {@link Dense}. Wan et al. 2013, "Regularization
 * of neural networks using DropConnect".
 *
 * <p>Parameters: {@code weight} [in, units], {@code bias} [units], initially 0.
 *
 * @param units number of neurons, at least 1
 * @param rate share of links dropped, from 0 (included) to 1
 * @param initializer of the weights; the default is {@link HeUniform}
 */
public record DropConnect(int units, float rate, Initializer initializer) implements Spec {
  /** Checks the ranges. */
  public DropConnect {
    if (units < 1 || !(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "DropConnect: got %d units, rate %s; expected at least 1 unit, a rate of 0 or more and below 1"
              .formatted(units, rate));
    }
  }

  /** With the default initial weights. */
  public DropConnect(int units, float rate) {
    this(units, rate, new HeUniform());
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("DropConnect", input);
    int in = input.last();
    Parameter weight = scope.weight("weight", Shape.of(in, units), initializer, in, units);
    Parameter bias = scope.bias("bias", Shape.of(units), 0);
    return new Built(new Noise(scope.stream()), rate, weight, bias, input.withLast(units));
  }

  private record Built(Noise noise, float rate, Parameter weight, Parameter bias, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      if (!x.step().training() || rate == 0) {
        return x.affine(weight, bias);
      }
      return x.matmul(ThinnedOp.of(x, weight, noise, rate)).plusRow(x.step().parameter(bias));
    }
  }

  /** M ∘ W for a parameter W. */
  private static final class ThinnedOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private Parameter weight;
    private float rate;
    private float[] mask = {};
    private float[] derivative = {};

    ThinnedOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Parameter weight, Noise noise, float rate) {
      ThinnedOp op = x.step().slot(ThinnedOp.class, ThinnedOp::new);
      op.uses(weight);
      op.weight = weight;
      op.rate = rate;
      op.out.shape(weight.shape());
      if (op.mask.length < weight.size()) {
        op.mask = new float[weight.size()];
        op.derivative = new float[weight.size()];
      }
      noise.uniforms(x.step(), op.mask, weight.size());
      x.step().engine().forEach(weight.size(), Engine.MAP_GRAIN, op.forwardRange);
      return op.out;
    }

    private void forward(int from, int to) {
      Dropout.mask(mask, rate, from, to);
      float[] w = weight.array();
      float[] y = out.data();
      for (int i = from; i < to; i++) {
        y[i] = w[weight.offset() + i] * mask[i];
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      float[] dy = out.gradArray();
      float[] d = derivative;
      for (int i = 0, n = weight.size(); i < n; i++) {
        d[i] = dy[i] * mask[i];
      }
      gradients.add(weight, d);
    }
  }
}
