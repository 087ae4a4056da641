package hillock.tensor;

import hillock.kernel.Engine;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = x·W + b}: every neuron's weighted sum and bias.
 *
 * <p>x [..., in], W [in, out], b [out] or absent, y [..., out]. Derivatives: {@code dx = dy·Wᵀ}, {@code dW = xᵀ·dy},
 * {@code db = Σ_rows dy}.
 */
final class Affine extends Op {
  private Tensor x;
  private Parameter weight;
  private @Nullable Parameter bias;

  Affine(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, Parameter weight, @Nullable Parameter bias) {
    if (x.shape().rank() == 0 || x.shape().last() != weight.shape().dim(0)) {
      throw new IllegalArgumentException(
          ("affine: input has %d features on its last axis, weight '%s' expects %d (input %s, weight %s)."
                  + " Did you forget Flatten?")
              .formatted(x.shape().last(), weight.name(), weight.shape().dim(0), x.shape(), weight.shape()));
    }
    Affine op = x.step().slot(Affine.class, Affine::new);
    op.input(x);
    op.uses(weight);
    if (bias != null) {
      op.uses(bias);
    }
    op.x = x;
    op.weight = weight;
    op.bias = bias;
    op.forward(x.step().engine());
    return op.out;
  }

  private void forward(Engine engine) {
    int rows = x.shape().rows();
    int in = weight.shape().dim(0);
    int units = weight.shape().dim(1);
    if (!out.shape().equalsExceptLast(x.shape(), units)) {
      out.shape(x.shape().withLast(units));
    }
    float[] y = out.data();
    if (bias != null) {
      // The product continues from C: starting from the bias saves a pass over y.
      for (int r = 0; r < rows; r++) {
        System.arraycopy(bias.array(), bias.offset(), y, r * units, units);
      }
    }
    engine.gemm(
        false,
        false,
        rows,
        units,
        in,
        x.data(),
        0,
        in,
        weight.array(),
        weight.offset(),
        units,
        bias != null,
        y,
        0,
        units);
  }

  @Override
  protected void backward(Gradients gradients) {
    Engine engine = out.step().engine();
    int rows = x.shape().rows();
    int in = weight.shape().dim(0);
    int units = weight.shape().dim(1);
    float[] dy = out.gradArray();
    float[] dw = gradients.values();
    if (bias != null && gradients.wants(bias)) {
      engine.columnSums(dy, 0, units, rows, units, gradients.accumulate(bias), dw, bias.offset());
    }
    if (gradients.wants(weight)) {
      boolean add = gradients.accumulate(weight);
      engine.gemm(true, false, in, units, rows, x.data(), 0, in, dy, 0, units, add, dw, weight.offset(), units);
    }
    if (x.wanted()) {
      boolean add = x.accumulate();
      engine.gemm(
          false,
          true,
          rows,
          in,
          units,
          dy,
          0,
          units,
          weight.array(),
          weight.offset(),
          units,
          add,
          x.gradArray(),
          0,
          in);
    }
  }
}
