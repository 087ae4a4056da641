package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Passes its input on and adds a penalty on it to the loss: {@code weight·Σ|x| / n} over all elements of the n rows of
 * the batch; any shape to the same. It drives activations to exactly 0, which makes an autoencoder's code sparse. Lee
 * et al. 2007, "Efficient sparse coding algorithms".
 *
 * @param weight of the penalty beside the loss, at least 0
 */
public record ActivityL1(float weight) implements Spec {
  /** Checks the range. */
  public ActivityL1 {
    checkWeight("ActivityL1", weight);
  }

  static void checkWeight(String layer, float weight) {
    if (!(weight >= 0) || Float.isInfinite(weight)) {
      throw new IllegalArgumentException("%s: got weight %s, expected 0 or more".formatted(layer, weight));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(weight, input);
  }

  private record Built(float weight, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      x.step().penalize(AbsoluteSum.of(x, weight));
      return x;
    }
  }

  private static final class AbsoluteSum extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private float factor;
    private float[] sizes = {};
    private float[] dx;

    AbsoluteSum(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, float weight) {
      AbsoluteSum op = x.step().slot(AbsoluteSum.class, AbsoluteSum::new);
      op.input(x);
      op.x = x;
      op.factor = weight / Math.max(1, x.shape().dim(0));
      if (op.sizes.length < x.size()) {
        op.sizes = new float[x.size()];
      }
      Engine engine = x.step().engine();
      engine.forEach(x.size(), Engine.MAP_GRAIN, op.forwardRange);
      op.out.shape(Shape.scalar());
      op.out.data()[0] = op.factor * engine.sum(op.sizes, 0, x.size());
      return op.out;
    }

    private void forward(int from, int to) {
      float[] in = x.data();
      float[] s = sizes;
      for (int i = from; i < to; i++) {
        s[i] = Math.abs(in[i]);
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      dx = x.grad();
      out.step().engine().forEach(x.size(), Engine.MAP_GRAIN, backwardRange);
    }

    private void backward(int from, int to) {
      float[] in = x.data();
      float[] d = dx;
      float slope = factor * out.gradArray()[0];
      for (int i = from; i < to; i++) {
        d[i] += slope * Math.signum(in[i]);
      }
    }
  }
}
