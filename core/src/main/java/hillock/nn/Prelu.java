package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Parametric ReLU: {@code y = x} above 0, {@code a_j·x} elsewhere, with a trained slope a_j for each feature j,
 * initially 0.25; [..., features] to the same. {@code da_j = Σ_rows min(x, 0)·dy}. He et al. 2015, arXiv:1502.01852.
 */
public record Prelu() implements Spec {
  private static final float INITIAL_SLOPE = 0.25f;

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(scope.bias("slope", Shape.of(input.last()), INITIAL_SLOPE), input);
  }

  private record Built(Parameter slope, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return PreluOp.of(x, slope);
    }
  }

  private static final class PreluOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private final Engine.Range leftRange = this::left;
    private Tensor x;
    private Parameter slope;
    private int features;
    private float[] left = {};
    private float[] dx;

    PreluOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Parameter slope) {
      PreluOp op = x.step().slot(PreluOp.class, PreluOp::new);
      op.input(x);
      op.uses(slope);
      op.x = x;
      op.slope = slope;
      op.features = slope.size();
      op.out.shape(x.shape());
      op.rows(op.forwardRange);
      return op.out;
    }

    private void rows(Engine.Range range) {
      out.step().engine().forEach(x.shape().rows(), 1 + Engine.MAP_GRAIN / Math.max(1, features), range);
    }

    private void forward(int fromRow, int toRow) {
      float[] in = x.data();
      float[] y = out.data();
      float[] a = slope.array();
      for (int r = fromRow; r < toRow; r++) {
        for (int j = 0, i = r * features; j < features; j++, i++) {
          y[i] = Math.max(in[i], 0f) + a[slope.offset() + j] * Math.min(in[i], 0f);
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      if (gradients.wants(slope)) {
        if (left.length < x.size()) {
          left = new float[x.size()];
        }
        Engine engine = out.step().engine();
        rows(leftRange);
        engine.columnDots(
            left,
            0,
            features,
            out.gradArray(),
            0,
            features,
            x.shape().rows(),
            features,
            gradients.accumulate(slope),
            gradients.values(),
            slope.offset());
      }
      if (x.wanted()) {
        dx = x.grad();
        rows(backwardRange);
      }
    }

    private void left(int fromRow, int toRow) {
      float[] in = x.data();
      float[] l = left;
      for (int i = fromRow * features; i < toRow * features; i++) {
        l[i] = Math.min(in[i], 0f);
      }
    }

    private void backward(int fromRow, int toRow) {
      float[] in = x.data();
      float[] a = slope.array();
      float[] dy = out.gradArray();
      float[] d = dx;
      for (int r = fromRow; r < toRow; r++) {
        for (int j = 0, i = r * features; j < features; j++, i++) {
          float right = Math.signum(Math.max(in[i], 0f));
          d[i] += (right + (1f - right) * a[slope.offset() + j]) * dy[i];
        }
      }
    }
  }
}
