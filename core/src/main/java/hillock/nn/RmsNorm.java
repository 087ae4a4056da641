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
 * Root mean square normalisation: each row x of the last axis becomes {@code y = gain ∘ x / √(mean(x²) + epsilon)};
 * [..., k] to the same. Layer normalisation without the subtraction of the mean. With {@code h = x / √(...)} and {@code
 * g = gain ∘ dy}, {@code dx = (g - h·mean(g ∘ h)) / √(...)}. Zhang and Sennrich 2019, arXiv:1910.07467.
 *
 * <p>Parameter: {@code gain} [k], initially 1.
 *
 * @param epsilon above 0; 1e-5 by default
 */
public record RmsNorm(float epsilon) implements Spec {
  /** Checks the range. */
  public RmsNorm {
    if (!(epsilon > 0) || Float.isInfinite(epsilon)) {
      throw new IllegalArgumentException("RmsNorm: got epsilon %s, expected above 0".formatted(epsilon));
    }
  }

  /** With epsilon 1e-5. */
  public RmsNorm() {
    this(1e-5f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("RmsNorm", input);
    return new Built(scope.bias("gain", Shape.of(input.last()), 1), epsilon, input);
  }

  private record Built(Parameter gain, float epsilon, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return RmsNormOp.of(x, gain, epsilon);
    }
  }

  private static final class RmsNormOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private Parameter gain;
    private float epsilon;
    private int k;
    private Kernels kernels;
    private float[] normal = {}; // h, [rows, k]
    private float[] inverse = {}; // 1 / √(mean(x²) + epsilon), [rows]
    private float[] scaled = {}; // g, [rows, k]
    private float[] dx;

    RmsNormOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Parameter gain, float epsilon) {
      RmsNormOp op = x.step().slot(RmsNormOp.class, RmsNormOp::new);
      op.input(x);
      op.uses(gain);
      op.x = x;
      op.gain = gain;
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
      float[] a = gain.array();
      float[] h = normal;
      float[] y = out.data();
      for (int r = fromRow; r < toRow; r++) {
        float meanSquare = kernels.sumOfSquares(in, r * k, k, 0f) / k;
        float factor = (float) (1 / Math.sqrt(meanSquare + epsilon));
        inverse[r] = factor;
        for (int j = 0, i = r * k; j < k; j++, i++) {
          h[i] = in[i] * factor;
          y[i] = a[gain.offset() + j] * h[i];
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      Engine engine = out.step().engine();
      int rows = x.shape().rows();
      if (gradients.wants(gain)) {
        boolean add = gradients.accumulate(gain);
        engine.columnDots(out.gradArray(), 0, k, normal, 0, k, rows, k, add, gradients.values(), gain.offset());
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
        float slope = kernels.dot(g, r * k, h, r * k, k) / k;
        for (int i = r * k, end = i + k; i < end; i++) {
          d[i] += inverse[r] * (g[i] - h[i] * slope);
        }
      }
    }
  }
}
