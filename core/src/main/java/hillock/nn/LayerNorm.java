package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.Kernels;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Layer normalisation: each row x of the last axis becomes {@code y = gain ∘ (x - mean) / √(variance + epsilon) +
 * shift}, the variance with divisor k; [..., k] to the same. With {@code h = (x - mean) / √(...)} and {@code g = gain ∘
 * dy}, {@code dx = (g - mean(g) - h·mean(g ∘ h)) / √(...)}. Ba, Kiros and Hinton 2016, arXiv:1607.06450.
 *
 * <p>Parameters: {@code gain} [k], initially 1, {@code shift} [k], initially 0.
 *
 * @param epsilon above 0; 1e-5 by default
 */
public record LayerNorm(float epsilon) implements Spec {
  /** Checks the range. */
  public LayerNorm {
    if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
      throw new IllegalArgumentException("LayerNorm: got epsilon %s, expected above 0".formatted(epsilon));
    }
  }

  /** With epsilon 1e-5. */
  public LayerNorm() {
    this(1e-5f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("LayerNorm", input);
    Shape row = Shape.of(input.last());
    return new Built(scope.bias("gain", row, 1), scope.bias("shift", row, 0), epsilon, input);
  }

  private record Built(Parameter gain, Parameter shift, float epsilon, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return LayerNormOp.of(x, gain, shift, epsilon);
    }
  }

  private static final class LayerNormOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private Parameter gain;
    private Parameter shift;
    private float epsilon;
    private int k;
    private Kernels kernels;
    private float[] normal = {}; // h, [rows, k]
    private float[] inverse = {}; // 1 / √(variance + epsilon), [rows]
    private float[] scaled = {}; // g, [rows, k]
    private float[] dx;

    LayerNormOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Parameter gain, Parameter shift, float epsilon) {
      LayerNormOp op = x.step().slot(LayerNormOp.class, LayerNormOp::new);
      op.input(x);
      op.uses(gain);
      op.uses(shift);
      op.x = x;
      op.gain = gain;
      op.shift = shift;
      op.epsilon = epsilon;
      op.k = gain.size();
      op.kernels = x.step().engine().kernels();
      op.out.shape(x.shape());
      if (op.normal.length < x.size()) {
        op.normal = new float[x.size()];
      }
      if (op.inverse.length < x.shape().rows()) {
        op.inverse = new float[x.shape().rows()];
      }
      op.overRows(op.forwardRange);
      return op.out;
    }

    private void overRows(Engine.Range range) {
      out.step().engine().forEach(x.shape().rows(), 1 + Engine.MAP_GRAIN / k, range);
    }

    private void forward(int fromRow, int toRow) {
      float[] in = x.data();
      float[] h = normal;
      for (int r = fromRow; r < toRow; r++) {
        float mean = kernels.sum(in, r * k, k) / k;
        float variance = kernels.sumOfSquares(in, r * k, k, mean) / k;
        float factor = (float) (1 / Math.sqrt(variance + epsilon));
        inverse[r] = factor;
        for (int i = r * k, end = i + k; i < end; i++) {
          h[i] = (in[i] - mean) * factor;
        }
      }
      kernels.scaleShiftRows(
          h,
          fromRow * k,
          gain.array(),
          gain.offset(),
          shift.array(),
          shift.offset(),
          out.data(),
          fromRow * k,
          toRow - fromRow,
          k);
    }

    @Override
    protected void backward(Gradients gradients) {
      Engine engine = out.step().engine();
      int rows = x.shape().rows();
      float[] dy = out.gradArray();
      if (gradients.wants(shift)) {
        engine.columnSums(dy, 0, k, rows, k, gradients.accumulate(shift), gradients.values(), shift.offset());
      }
      if (gradients.wants(gain)) {
        engine.columnDots(
            dy, 0, k, normal, 0, k, rows, k, gradients.accumulate(gain), gradients.values(), gain.offset());
      }
      if (x.wanted()) {
        if (scaled.length < x.size()) {
          scaled = new float[x.size()];
        }
        dx = x.grad();
        overRows(backwardRange);
      }
    }

    private void backward(int fromRow, int toRow) {
      float[] dy = out.gradArray();
      float[] a = gain.array();
      float[] g = scaled;
      float[] h = normal;
      float[] d = dx;
      for (int r = fromRow; r < toRow; r++) {
        for (int j = 0, i = r * k; j < k; j++, i++) {
          g[i] = dy[i] * a[gain.offset() + j];
        }
        float mean = kernels.sum(g, r * k, k) / k;
        float slope = kernels.dot(g, r * k, h, r * k, k) / k;
        for (int i = r * k, end = i + k; i < end; i++) {
          d[i] += inverse[r] * (g[i] - mean - h[i] * slope);
        }
      }
    }
  }
}
