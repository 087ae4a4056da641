package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Sets each element to 0 with probability {@code rate} and leaves the others as they are, in training only; any shape
 * to the same. Unlike {@link Dropout} it does not enlarge what is left: it damages an input that a denoising
 * autoencoder learns to repair. Vincent et al. 2008, "Extracting and composing robust features with denoising
 * autoencoders".
 *
 * @param rate share of elements lost, from 0 to 1 (both included)
 */
public record MaskingNoise(float rate) implements Spec {
  /** Checks the range. */
  public MaskingNoise {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("MaskingNoise: got rate %s, expected 0 to 1".formatted(rate));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(new Noise(scope.stream()), rate, input);
  }

  private record Built(Noise noise, float rate, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.step().training() && rate > 0 ? MaskingNoiseOp.of(x, noise, rate) : x;
    }
  }

  private static final class MaskingNoiseOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private float keep;
    private float[] mask = {}; // 0 or 1
    private float[] dx;

    MaskingNoiseOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Noise noise, float rate) {
      MaskingNoiseOp op = x.step().slot(MaskingNoiseOp.class, MaskingNoiseOp::new);
      op.input(x);
      op.x = x;
      op.keep = 1f - rate;
      op.out.shape(x.shape());
      if (op.mask.length < x.size()) {
        op.mask = new float[x.size()];
      }
      noise.uniforms(x.step(), op.mask, x.size());
      x.step().engine().forEach(x.size(), Engine.MAP_GRAIN, op.forwardRange);
      return op.out;
    }

    private void forward(int from, int to) {
      float[] in = x.data();
      float[] y = out.data();
      float[] m = mask;
      for (int i = from; i < to; i++) {
        m[i] = (int) (m[i] + keep);
        y[i] = in[i] * m[i];
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
      float[] m = mask;
      for (int i = from; i < to; i++) {
        d[i] += dy[i] * m[i];
      }
    }
  }
}
