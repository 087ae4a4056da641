package hillock.nn;

import hillock.kernel.Engine;
import hillock.kernel.FloatMath;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;

/**
 * Passes its input on and adds to the loss what tells how far each unit's mean activity is from a target: with m_j the
 * mean of unit j over the batch, the penalty {@code weight·Σ_j (ρ·ln(ρ / m_j) + (1 - ρ)·ln((1 - ρ) / (1 - m_j)))}, the
 * Kullback-Leibler divergence of two coins; [..., k] to the same. For activations between 0 and 1, such as those of
 * {@link Sigmoid}: a mean outside counts as the nearest number from 1e-6 to 1 - 1e-6 and gets no gradient. Ng 2011,
 * "Sparse autoencoder".
 *
 * @param target ρ, the mean activity wanted, between 0 and 1 (both excluded); 0.05 is usual
 * @param weight of the penalty beside the loss, at least 0
 */
public record Sparsity(float target, float weight) implements Spec {
  private static final float LEAST = 1e-6f;

  /** Checks the ranges. */
  public Sparsity {
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException("Sparsity: got target %s, expected above 0 and below 1".formatted(target));
    }
    ActivityL1.checkWeight("Sparsity", weight);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Dense.checkInput("Sparsity", input);
    return new Built(this, input);
  }

  private record Built(Sparsity spec, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      x.step().penalize(Divergence.of(x, spec));
      return x;
    }
  }

  private static final class Divergence extends Op {
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private int k;
    private float[] slopes = {}; // by unit: m_j, then the derivative by any of its activations
    private float[] dx;

    Divergence(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Sparsity spec) {
      Divergence op = x.step().slot(Divergence.class, Divergence::new);
      op.input(x);
      op.x = x;
      op.k = x.shape().last();
      if (op.slopes.length < op.k) {
        op.slopes = new float[op.k];
      }
      op.forward(spec);
      return op.out;
    }

    private void forward(Sparsity spec) {
      int rows = x.shape().rows();
      float rho = spec.target;
      out.step().engine().columnSums(x.data(), 0, k, rows, k, false, slopes, 0);
      double sum = 0;
      for (int j = 0; j < k && rows > 0; j++) {
        float mean = slopes[j] / rows;
        float m = Math.min(1f - LEAST, Math.max(LEAST, mean));
        sum += rho * (FloatMath.log(rho) - FloatMath.log(m));
        sum += (1f - rho) * (FloatMath.log(1f - rho) - FloatMath.log(1f - m));
        slopes[j] = m == mean ? spec.weight * ((1f - rho) / (1f - m) - rho / m) / rows : 0f;
      }
      out.shape(Shape.scalar());
      out.data()[0] = (float) (spec.weight * sum);
    }

    @Override
    protected void backward(Gradients gradients) {
      dx = x.grad();
      out.step().engine().forEach(x.shape().rows(), 1 + Engine.MAP_GRAIN / k, backwardRange);
    }

    private void backward(int fromRow, int toRow) {
      float[] d = dx;
      float dy = out.gradArray()[0];
      for (int r = fromRow; r < toRow; r++) {
        for (int j = 0, i = r * k; j < k; j++, i++) {
          d[i] += dy * slopes[j];
        }
      }
    }
  }
}
