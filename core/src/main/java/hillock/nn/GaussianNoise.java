package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Adds noise of a normal distribution to every element, in training only: {@code y = x + deviation·ε}; any shape to the
 * same. Before a network it makes a denoising autoencoder, which learns to return the clean input. Vincent et al. 2010,
 * "Stacked denoising autoencoders".
 *
 * @param deviation standard deviation of the noise, in units of the input; at least 0
 */
public record GaussianNoise(float deviation) implements Spec {
  /** Checks the range. */
  public GaussianNoise {
    if (!(deviation >= 0) || Float.isInfinite(deviation)) {
      throw new IllegalArgumentException("GaussianNoise: got deviation %s, expected 0 or more".formatted(deviation));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(new Noise(scope.stream()), deviation, input);
  }

  private record Built(Noise noise, float deviation, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.step().training() && deviation > 0 ? GaussianNoiseOp.of(x, noise, deviation) : x;
    }
  }

  private static final class GaussianNoiseOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private float deviation;
    private float[] dx;

    GaussianNoiseOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Noise noise, float deviation) {
      GaussianNoiseOp op = x.step().slot(GaussianNoiseOp.class, GaussianNoiseOp::new);
      op.input(x);
      op.x = x;
      op.deviation = deviation;
      op.out.shape(x.shape());
      noise.normals(x.step(), op.out.data(), x.size());
      x.step().engine().forEach(x.size(), Engine.MAP_GRAIN, op.forwardRange);
      return op.out;
    }

    private void forward(int from, int to) {
      float[] in = x.data();
      float[] y = out.data();
      for (int i = from; i < to; i++) {
        y[i] = in[i] + deviation * y[i];
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
      for (int i = from; i < to; i++) {
        d[i] += dy[i];
      }
    }
  }
}
