package hillock.classic.spiking;

import hillock.kernel.Engine;
import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import org.jspecify.annotations.NullUnmarked;

/**
 * Numbers from 0 to 1 as spikes of that rate, [...] to [time, ...]; others as if they were 0 or 1. In training each
 * time step fires with that probability, anew each time the example is seen; otherwise a number x fires as evenly as
 * can be, {@code s_t = ⌊(t+1)·x + ½⌋ - ⌊t·x + ½⌋}. No gradient flows back to the numbers. Adrian 1926 found that nerves
 * code so.
 *
 * @param steps of time, at least 1
 */
public record RateCoding(int steps) implements Spec {
  /** Checks the range. */
  public RateCoding {
    checkSteps("RateCoding", steps);
  }

  static void checkSteps(String layer, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("%s: got %d time steps, expected at least 1".formatted(layer, steps));
    }
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(scope.stream(), input.batch(steps));
  }

  private record Built(long stream, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return SpikesOp.of(x, stream, output);
    }
  }

  @NullUnmarked // an op is in use from of(...) on, which sets its fields
  private static final class SpikesOp extends Op {
    private final Engine.Range sampleRange = this::sample;
    private final Engine.Range evenRange = this::even;
    private Tensor x;
    private int steps;
    private int n;

    SpikesOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, long stream, Shape output) {
      Step step = x.step();
      long here = stream + ((long) step.position() << 32); // two uses in one step differ
      SpikesOp op = step.slot(SpikesOp.class, SpikesOp::new);
      op.input(x);
      op.x = x;
      int batch = x.shape().dim(0);
      op.steps = output.dim(0);
      op.n = output.size() / op.steps;
      if (!op.out.shape().isBatchOf(batch, output)) {
        op.out.shape(output.batch(batch));
      }
      if (step.training()) {
        step.engine().uniforms(step.seed(), here, step.number(), 0, op.out.data(), 0, op.out.size());
      }
      int grain = 1 + Engine.MAP_GRAIN / Math.max(1, op.steps * op.n);
      step.engine().forEach(batch, grain, step.training() ? op.sampleRange : op.evenRange);
      return op.out;
    }

    /** Turns uniform numbers into spikes. */
    private void sample(int from, int to) {
      float[] rate = x.data();
      float[] s = out.data();
      for (int r = from; r < to; r++) {
        for (int t = 0; t < steps; t++) {
          int at = (r * steps + t) * n;
          for (int j = 0; j < n; j++) {
            s[at + j] = Math.max(0f, Math.signum(rate[r * n + j] - s[at + j]));
          }
        }
      }
    }

    private void even(int from, int to) {
      for (int r = from; r < to; r++) {
        for (int t = 0; t < steps; t++) {
          for (int j = 0; j < n; j++) {
            float rate = Math.clamp(x.data()[r * n + j], 0f, 1f);
            double before = Math.floor(t * (double) rate + 0.5);
            out.data()[(r * steps + t) * n + j] = (float) (Math.floor((t + 1) * (double) rate + 0.5) - before);
          }
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      // Spikes do not move when the numbers do, but for jumps.
    }
  }
}
