package hillock.nn;

import hillock.kernel.Engine;
import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;

/**
 * The average of each channel over all places, [..., c] to [c]: of an image, a sequence or a volume. Before the last
 * layer it takes the place of {@link Flatten}, with far fewer weights behind it. Lin et al. 2014, arXiv:1312.4400.
 */
public record GlobalAveragePool() implements Spec {
  @Override
  public Module build(Scope scope, Shape input) {
    check("GlobalAveragePool", input);
    return new Built(Shape.of(input.last()));
  }

  static void check(String layer, Shape input) {
    if (input.rank() < 2 || input.size() == 0) {
      throw new IllegalArgumentException(
          "%s: got input %s, expected places and channels, such as [height, width, channels]".formatted(layer, input));
    }
  }

  private record Built(Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return Average.of(x, this);
    }
  }

  /** {@code y = Σ_places x / places}, places ascending; {@code dx = dy / places}. */
  private static final class Average extends Op {
    private final Engine.Range forwardRange = this::forward;
    private final Engine.Range backwardRange = this::backward;
    private Tensor x;
    private int places;
    private int c;
    private boolean accumulate;
    private float[] dx = {};

    Average(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x, Built layer) {
      Average op = x.step().slot(Average.class, Average::new);
      op.input(x);
      op.x = x;
      int n = x.shape().dim(0);
      op.c = layer.output.last();
      op.places = 1;
      for (int axis = 1; axis < x.shape().rank() - 1; axis++) {
        op.places *= x.shape().dim(axis);
      }
      ConvolutionOp.batch(op.out, n, layer.output);
      x.step().engine().forEach(n, op.grain(), op.forwardRange);
      return op.out;
    }

    private int grain() {
      return 1 + Engine.MAP_GRAIN / (places * c);
    }

    private void forward(int from, int to) {
      var kernels = out.step().engine().kernels();
      float[] y = out.data();
      for (int i = from; i < to; i++) {
        kernels.columnSums(x.data(), i * places * c, c, places, c, false, y, i * c);
        for (int j = i * c; j < (i + 1) * c; j++) {
          y[j] /= places;
        }
      }
    }

    @Override
    protected void backward(Gradients ignored) {
      if (x.wanted()) {
        accumulate = x.accumulate();
        dx = x.gradArray();
        out.step().engine().forEach(x.shape().dim(0), grain(), backwardRange);
      }
    }

    private void backward(int from, int to) {
      var kernels = out.step().engine().kernels();
      for (int i = from; i < to; i++) {
        if (!accumulate) {
          Arrays.fill(dx, i * places * c, (i + 1) * places * c, 0f);
        }
        for (int place = 0; place < places; place++) {
          kernels.axpy(1f / places, out.gradArray(), i * c, dx, (i * places + place) * c, c);
        }
      }
    }
  }
}
