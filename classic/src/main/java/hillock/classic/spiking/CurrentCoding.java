package hillock.classic.spiking;

import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.NullUnmarked;

/**
 * Numbers as currents that stay the same over time, [...] to [time, ...]; the neurons that they flow into make the
 * first spikes. After a layer with weights it saves computing the same product in every time step. {@code dx = Σ_t
 * dy_t}.
 *
 * @param steps of time, at least 1
 */
public record CurrentCoding(int steps) implements Spec {
  /** Checks the range. */
  public CurrentCoding {
    RateCoding.checkSteps("CurrentCoding", steps);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(input.batch(steps));
  }

  private record Built(Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return RepeatOp.of(x, output);
    }
  }

  @NullUnmarked // an op is in use from of(...) on, which sets its fields
  private static final class RepeatOp extends Op {
    private Tensor x;
    private int steps;

    RepeatOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Shape output) {
      RepeatOp op = x.step().slot(RepeatOp.class, RepeatOp::new);
      op.input(x);
      op.x = x;
      op.steps = output.dim(0);
      int batch = x.shape().dim(0);
      if (!op.out.shape().isBatchOf(batch, output)) {
        op.out.shape(output.batch(batch));
      }
      int n = output.size() / op.steps;
      for (int r = 0; r < batch; r++) {
        for (int t = 0; t < op.steps; t++) {
          System.arraycopy(x.data(), r * n, op.out.data(), (r * op.steps + t) * n, n);
        }
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      boolean add = x.accumulate();
      int batch = x.shape().dim(0);
      int n = batch == 0 ? 0 : x.size() / batch;
      for (int r = 0; r < batch; r++) {
        out.step()
            .engine()
            .kernels()
            .columnSums(out.gradArray(), r * steps * n, n, steps, n, add, x.gradArray(), r * n);
      }
    }
  }
}
