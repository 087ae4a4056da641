package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.List;

/**
 * Branches side by side along one axis: [..., a, ...] and [..., b, ...] become [..., a + b, ...].
 *
 * @param axis of one example, from 0; negative values count from the last. The default, -1, joins features or channels.
 */
public record Concat(int axis) implements Merge {
  /** Along the last axis. */
  public Concat() {
    this(-1);
  }

  @Override
  public Joint join(Scope scope, List<Shape> inputs) {
    Shape first = inputs.getFirst();
    int along = axis < 0 ? first.rank() + axis : axis;
    if (along < 0 || along >= first.rank()) {
      throw new IllegalArgumentException(
          "Concat: got axis %d, input %s has the axes %s"
              .formatted(axis, first, first.rank() == 0 ? "of a number, none" : "0 to " + (first.rank() - 1)));
    }
    int[] dims = first.toArray();
    dims[along] = 0;
    for (Shape input : inputs) {
      boolean fits = input.rank() == first.rank();
      for (int i = 0; fits && i < dims.length; i++) {
        fits = i == along || input.dim(i) == dims[i];
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "Concat: got inputs %s, expected the same lengths on all axes but axis %d".formatted(inputs, along));
      }
      dims[along] += input.dim(along);
    }
    int after = 1;
    for (int i = along + 1; i < dims.length; i++) {
      after *= dims[i];
    }
    return new Built(Shape.of(dims), dims[along] * after);
  }

  /**
   * The built layer.
   *
   * @param run neighbouring elements of the result that lie along the axis and those after it
   */
  private record Built(Shape output, int run) implements Joint {
    @Override
    public Tensor forward(Tensor[] inputs) {
      return ConcatOp.of(inputs, this);
    }
  }

  private static final class ConcatOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor[] inputs = {};
    private int run;
    private int runs;
    private Tensor part;
    private int width; // of the part's runs
    private int place; // of the part in the result's runs
    private boolean add;

    ConcatOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor[] inputs, Built layer) {
      ConcatOp op = inputs[0].step().slot(ConcatOp.class, ConcatOp::new);
      if (op.inputs.length != inputs.length) {
        op.inputs = new Tensor[inputs.length];
      }
      for (int i = 0; i < inputs.length; i++) {
        op.input(inputs[i]);
        op.inputs[i] = inputs[i];
      }
      int n = inputs[0].shape().dim(0);
      op.run = layer.run;
      op.runs = layer.run == 0 ? 0 : n * (layer.output.size() / layer.run);
      if (!op.out.shape().isBatchOf(n, layer.output)) {
        op.out.shape(layer.output.batch(n));
      }
      op.overParts(op.forwardRange, false);
      return op.out;
    }

    private void overParts(Engine.Range range, boolean backward) {
      place = 0;
      for (int i = 0; i < inputs.length && runs > 0; i++) {
        part = inputs[i];
        width = part.size() / runs;
        if (!backward || part.wanted()) {
          add = backward && part.accumulate();
          out.step().engine().forEach(runs, 1 + Engine.MAP_GRAIN / Math.max(1, width), range);
        }
        place += width;
      }
    }

    private void forward(int from, int to) {
      for (int r = from; r < to; r++) {
        System.arraycopy(part.data(), r * width, out.data(), r * run + place, width);
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      overParts(backwardRange, true);
    }

    private void backward(int from, int to) {
      float[] dy = out.gradArray();
      float[] dx = part.gradArray();
      for (int r = from; r < to; r++) {
        if (add) {
          for (int i = r * width, j = r * run + place, end = i + width; i < end; i++, j++) {
            dx[i] += dy[j];
          }
        } else {
          System.arraycopy(dy, r * run + place, dx, r * width, width);
        }
      }
    }
  }
}
