package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The axes of each example in another order: {@code new Permute(1, 0)} makes [features, time] of [time, features].
 *
 * @param axes which axis of the input each axis of the result is, from 0, without the batch axis
 */
public record Permute(List<Integer> axes) implements Spec {
  /** Checks that every axis occurs once. */
  public Permute {
    axes = List.copyOf(axes);
    if (!axes.stream().sorted().toList().equals(IntStream.range(0, axes.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "Permute: got the axes %s, expected each of 0 to %d once".formatted(axes, axes.size() - 1));
    }
  }

  /** To this order. */
  public Permute(int... axes) {
    this(Arrays.stream(axes).boxed().toList());
  }

  @Override
  public Module build(Scope scope, Shape input) {
    if (input.rank() != axes.size()) {
      throw new IllegalArgumentException(
          "Permute: input %s has %d axes, expected %d as in %s".formatted(input, input.rank(), axes.size(), axes));
    }
    int[] dims = axes.stream().mapToInt(input::dim).toArray();
    return new Built(Shape.of(dims), sources(input));
  }

  /** For each element of the result of one example the index it has in the input. */
  private int[] sources(Shape input) {
    int[] strides = new int[input.rank()];
    for (int axis = strides.length - 1, stride = 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= input.dim(axis);
    }
    int[] sources = new int[input.size()];
    for (int i = 0; i < sources.length; i++) {
      int rest = i;
      for (int axis = strides.length - 1; axis >= 0; axis--) {
        int from = axes.get(axis);
        sources[i] += rest % input.dim(from) * strides[from];
        rest /= input.dim(from);
      }
    }
    return sources;
  }

  private record Built(Shape output, int[] sources) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return PermuteOp.of(x, this);
    }
  }

  private static final class PermuteOp extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private int[] sources;
    private float[] dx;

    PermuteOp(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Built layer) {
      PermuteOp op = x.step().slot(PermuteOp.class, PermuteOp::new);
      op.input(x);
      op.x = x;
      op.sources = layer.sources;
      int n = x.shape().dim(0);
      if (!op.out.shape().isBatchOf(n, layer.output)) {
        op.out.shape(layer.output.batch(n));
      }
      op.overExamples(op.forwardRange);
      return op.out;
    }

    private void overExamples(Engine.Range range) {
      out.step().engine().forEach(x.shape().dim(0), 1 + Engine.MAP_GRAIN / Math.max(1, sources.length), range);
    }

    private void forward(int from, int to) {
      float[] in = x.data();
      float[] y = out.data();
      for (int e = from; e < to; e++) {
        int at = e * sources.length;
        for (int i = 0; i < sources.length; i++) {
          y[at + i] = in[at + sources[i]];
        }
      }
    }

    @Override
    protected void backward(Gradients gradients) {
      dx = x.grad();
      overExamples(backwardRange);
    }

    private void backward(int from, int to) {
      float[] dy = out.gradArray();
      float[] d = dx;
      for (int e = from; e < to; e++) {
        int at = e * sources.length;
        for (int i = 0; i < sources.length; i++) {
          d[at + sources[i]] += dy[at + i];
        }
      }
    }
  }
}
