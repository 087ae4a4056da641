package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Noisy ReLU: in training {@code y = max(0, x + √σ(x)·ε)}, ε normal, so that the noise has variance σ(x), the sigmoid;
 * in inference {@code y = max(0, x)}. Nair and Hinton 2010, "Rectified linear units improve restricted Boltzmann
 * machines".
 *
 * <p>The derivative follows the sample: {@code 1 + ε·√σ(x)·(1 - σ(x))/2} where y is above 0.
 */
public record NoisyRelu() implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(new Noise(scope.stream()), input);
  }

  private record Built(Noise noise, Shape output) implements Module {
    private static final Activation PLAIN = new Relu();

    @Override
    public Tensor forward(Tensor x) {
      return x.step().training() ? SampledOp.of(x, noise) : PLAIN.of(x);
    }
  }

  private static final class SampledOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private Kernels kernels;
    private float[] slope = {};
    private float[] dx;

    SampledOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Noise noise) {
      SampledOp op = x.step().slot(SampledOp.class, SampledOp::new);
      op.input(x);
      op.x = x;
      op.out.shape(x.shape());
      if (op.slope.length < x.size()) {
        op.slope = new float[x.size()];
      }
      Engine engine = x.step().engine();
      op.kernels = engine.kernels();
      noise.normals(x.step(), op.slope, x.size());
      engine.forEach(x.size(), Engine.MAP_GRAIN, op.forwardRange);
      return op.out;
    }

    /** Turns the normal numbers into the derivatives, and y from σ(x) into the result. */
    private void forward(int from, int to) {
      float[] in = x.data();
      float[] y = out.data();
      float[] s = slope;
      kernels.sigmoid(in, from, y, from, to - from);
      for (int i = from; i < to; i++) {
        float sigmoid = y[i];
        float noise = (float) Math.sqrt(sigmoid) * s[i];
        y[i] = Math.max(in[i] + noise, 0f);
        s[i] = Math.signum(y[i]) * (1f + 0.5f * noise * (1f - sigmoid));
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
