package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Sets each element to 0 with probability {@code rate} and divides the others by {@code 1 - rate}, so that the expected
 * value stays; in training only. Any shape to the same. Srivastava et al. 2014, "Dropout: a simple way to prevent
 * neural networks from overfitting".
 *
 * @param rate share of elements dropped, from 0 (included) to 1
 */
public record Dropout(float rate) implements Spec {
  /** Checks the range. */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("Dropout: got rate %s, expected 0 or more and below 1".formatted(rate));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(new Noise(scope.stream()), rate, input);
  }

  private record Built(Noise noise, float rate, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return x.step().training() && rate > 0 ? DropoutOp.of(x, noise, rate) : x;
    }
  }

  /**
   * Turns uniform numbers into a mask of 0 and {@code 1 / (1 - rate)}; a comparison would branch at random, and cost.
   */
  static void mask(float[] uniforms, float rate, int from, int to) {
    float keep = 1f - rate;
    float scale = 1f / keep;
    for (int i = from; i < to; i++) {
      uniforms[i] = scale * (int) (uniforms[i] + keep);
    }
  }

  private static final class DropoutOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range overwriteRange = this::overwrite;
    private final Engine.Range addRange = this::add;
    private Tensor x;
    private float rate;
    private float[] mask = {};

    DropoutOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Noise noise, float rate) {
      DropoutOp op = x.step().slot(DropoutOp.class, DropoutOp::new);
      op.input(x);
      op.x = x;
      op.rate = rate;
      op.out.shape(x.shape());
      if (op.mask.length < x.size()) {
        op.mask = new float[x.size()];
      }
      noise.uniforms(x.step(), op.mask, x.size());
      x.step().engine().forEach(x.size(), Engine.MAP_GRAIN, op.forwardRange);
      return op.out;
    }

    private void forward(int from, int to) {
      mask(mask, rate, from, to);
      float[] in = x.data();
      float[] y = out.data();
      float[] m = mask;
      for (int i = from; i < to; i++) {
        y[i] = in[i] * m[i];
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      out.step().engine().forEach(x.size(), Engine.MAP_GRAIN, x.accumulate() ? addRange : overwriteRange);
    }

    private void overwrite(int from, int to) {
      float[] dy = out.gradArray();
      float[] dx = x.gradArray();
      float[] m = mask;
      for (int i = from; i < to; i++) {
        dx[i] = dy[i] * m[i];
      }
    }

    private void add(int from, int to) {
      float[] dy = out.gradArray();
      float[] dx = x.gradArray();
      float[] m = mask;
      for (int i = from; i < to; i++) {
        dx[i] += dy[i] * m[i];
      }
    }
  }
}
