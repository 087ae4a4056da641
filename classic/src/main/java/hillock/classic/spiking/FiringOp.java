package hillock.classic.spiking;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.NullUnmarked;

/** The neurons of {@link LeakyIntegrateAndFire} over all time steps, [batch, time, ...] to the same. */
@NullUnmarked // an op is in use from of(...) on, which sets its fields
final class FiringOp extends Op {
  private final Engine.Range forwardRange = this::forward;
  private final Engine.Range backwardRange = this::backward;
  private Tensor x;
  private LeakyIntegrateAndFire neurons;
  private float[] potential = {}; // [batch, time, n], before firing
  private float[] later = {}; // [batch, n], the derivative by the potential of the step after
  private int steps;
  private int n;
  private boolean add;

  FiringOp(Tape tape) {
    super(tape);
  }

  static Tensor of(Tensor x, LeakyIntegrateAndFire neurons) {
    FiringOp op = x.step().slot(FiringOp.class, FiringOp::new);
    op.input(x);
    op.x = x;
    op.neurons = neurons;
    op.out.shape(x.shape());
    int batch = x.shape().dim(0);
    op.steps = x.shape().dim(1);
    op.n = batch == 0 ? 0 : x.size() / (batch * op.steps);
    if (op.potential.length < x.size()) {
      op.potential = new float[x.size()];
      op.later = new float[x.size() / op.steps];
    }
    op.rows(op.forwardRange);
    return op.out;
  }

  private void rows(Engine.Range range) {
    out.step().engine().forEach(x.shape().dim(0), 1 + Engine.MAP_GRAIN / (4 * Math.max(1, steps * n)), range);
  }

  private void forward(int from, int to) {
    float[] in = x.data();
    float[] s = out.data();
    float[] u = potential;
    float decay = neurons.decay();
    float threshold = neurons.threshold();
    boolean zero = neurons.reset() == LeakyIntegrateAndFire.Reset.ZERO;
    for (int r = from; r < to; r++) {
      for (int t = 0; t < steps; t++) {
        int at = (r * steps + t) * n;
        for (int i = at, end = at + n; i < end; i++) {
          float left = t == 0 ? 0f : zero ? u[i - n] * (1f - s[i - n]) : u[i - n] - threshold * s[i - n];
          u[i] = Math.fma(decay, left, in[i]);
          // Signum instead of a comparison, so that NaN stays NaN: -1, 0, 1 become 0, 1, 1.
          s[i] = Math.max(0f, Math.signum(Math.signum(u[i] - threshold) + 0.5f));
        }
      }
    }
  }

  @Override
  protected void backward(Gradients gradients) {
    add = x.accumulate();
    rows(backwardRange);
  }

  private void backward(int from, int to) {
    float[] s = out.data();
    float[] ds = out.gradArray();
    float[] u = potential;
    float[] dx = x.gradArray();
    float[] du = later;
    float decay = neurons.decay();
    float threshold = neurons.threshold();
    float steepness = neurons.steepness();
    Surrogate surrogate = neurons.surrogate();
    boolean zero = neurons.reset() == LeakyIntegrateAndFire.Reset.ZERO;
    for (int r = from; r < to; r++) {
      for (int t = steps - 1; t >= 0; t--) {
        int at = (r * steps + t) * n;
        for (int i = at, j = r * n, end = at + n; i < end; i++, j++) {
          float kept = t == steps - 1 ? 0f : decay * (zero ? 1f - s[i] : 1f) * du[j];
          du[j] = Math.fma(ds[i], surrogate.slope(u[i] - threshold, steepness), kept);
          dx[i] = add ? dx[i] + du[j] : du[j];
        }
      }
    }
  }
}
