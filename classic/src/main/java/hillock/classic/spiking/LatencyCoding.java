package hillock.classic.spiking;

import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;

/**
 * Numbers from 0 to 1 as one spike each, the earlier the larger, [...] to [time, ...]: x fires in step {@code round((1
 * - x)·(steps - 1))}, and never when it is less than the smallest. No gradient flows back to the numbers. Thorpe, Fize
 * and Marlot 1996 showed that seeing is too quick for rates.
 *
 * @param steps of time, at least 1
 * @param smallest number that fires, above 0 and at most 1; 0.05 by default
 */
public record LatencyCoding(int steps, float smallest) implements Spec {
  /** Checks the ranges. */
  public LatencyCoding {
    RateCoding.checkSteps("LatencyCoding", steps);
    if (!(smallest > 0 && smallest <= 1)) {
      throw new IllegalArgumentException(
          "LatencyCoding: got smallest %s, expected above 0 and at most 1".formatted(smallest));
    }
  }

  /** Leaves out what is less than 0.05. */
  public LatencyCoding(int steps) {
    this(steps, 0.05f);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    return new Built(smallest, input.batch(steps));
  }

  private record Built(float smallest, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return SpikesOp.of(x, smallest, output);
    }
  }

  private static final class SpikesOp extends Op {
    SpikesOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, float smallest, Shape output) {
      SpikesOp op = x.step().slot(SpikesOp.class, SpikesOp::new);
      op.input(x);
      int batch = x.shape().dim(0);
      int steps = output.dim(0);
      int n = output.size() / steps;
      if (!op.out.shape().isBatchOf(batch, output)) {
        op.out.shape(output.batch(batch));
      }
      float[] s = op.out.data();
      Arrays.fill(s, 0, op.out.size(), 0f);
      for (int r = 0; r < batch; r++) {
        for (int j = 0; j < n; j++) {
          float value = Math.min(1f, x.data()[r * n + j]);
          if (value >= smallest) {
            s[(r * steps + Math.round((1f - value) * (steps - 1))) * n + j] = 1f;
          }
        }
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      // Spikes do not move when the numbers do, but for jumps.
    }
  }
}
