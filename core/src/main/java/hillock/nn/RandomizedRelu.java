package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Randomized leaky ReLU: {@code y = x} above 0, {@code a·x} elsewhere. In training a is drawn for every element,
 * uniformly from lower to upper; in inference it is their mean. Xu et al. 2015, arXiv:1505.00853.
 *
 * @param lower least slope, from 0 to upper; 1/8 by default
 * @param upper bound of the slopes, at most 1; 1/3 by default
 */
public record RandomizedRelu(float lower, float upper) implements Spec {
  /** Checks the ranges. */
  public RandomizedRelu {
    if (!(lower >= 0 && lower <= upper && upper <= 1)) {
      throw new IllegalArgumentException(
          "RandomizedRelu: got slopes from %s to %s, expected 0 ≤ lower ≤ upper ≤ 1".formatted(lower, upper));
    }
  }

  /** With slopes from 1/8 to 1/3. */
  public RandomizedRelu() {
    this(1f / 8, 1f / 3);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(new Noise(scope.stream()), lower, upper, new LeakyRelu((lower + upper) / 2), input);
  }

  private record Built(Noise noise, float lower, float upper, Activation mean, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.step().training() ? SampledOp.of(x, noise, lower, upper) : mean.of(x);
    }
  }

  private static final class SampledOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private float lower;
    private float upper;
    private float[] slope = {};
    private float[] dx;

    SampledOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Noise noise, float lower, float upper) {
      SampledOp op = x.step().slot(SampledOp.class, SampledOp::new);
      op.input(x);
      op.x = x;
      op.lower = lower;
      op.upper = upper;
      op.out.shape(x.shape());
      if (op.slope.length < x.size()) {
        op.slope = new float[x.size()];
      }
      noise.uniforms(x.step(), op.slope, x.size());
      x.step().engine().forEach(x.size(), Engine.MAP_GRAIN, op.forwardRange);
      return op.out;
    }

    /** Turns the uniform numbers into the derivatives, 1 or the slope drawn, and these into results. */
    private void forward(int from, int to) {
      float[] in = x.data();
      float[] y = out.data();
      float[] s = slope;
      for (int i = from; i < to; i++) {
        float right = Math.signum(Math.max(in[i], 0f));
        s[i] = right + (1f - right) * (lower + (upper - lower) * s[i]);
        y[i] = in[i] * s[i];
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      dx = x.grad();
      out.step().engine().forEach(x.size(), Engine.MAP_GRAIN, backwardRange);
    }

    private void backward(int from, int to) {
      float[] dy = out.gradArray();
      float[] d = dx;
      float[] s = slope;
      for (int i = from; i < to; i++) {
        d[i] += s[i] * dy[i];
      }
    }
  }
}
