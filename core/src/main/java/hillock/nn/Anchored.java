package hillock.nn;

import hillock.tensor.Gradients;
import hillock.tensor.Op;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.List;

/**
 * Layers f that forecast the change from the last value of a series instead of its level: {@code y = a + f(x')}, where
 * x' is the window with its last row taken from every row, and a is feature 0 of that last row. So a level that
 * training has not seen changes nothing. [time, features] to the shape that f makes of it. The network NLinear, with a
 * dense layer as f, is that of Zeng, Chen, Zhang and Xu, "Are transformers effective for time series forecasting?",
 * 2023, arXiv:2205.13504.
 *
 * <pre>{@code
 * new Anchored(new Flatten(), new Dense(64), new Relu(), new Dense(12));   // the next 12 values
 * }</pre>
 *
 * @param layers f, in order
 */
public record Anchored(List<Spec> layers) implements Spec {
  /** Copies the list. */
  public Anchored {
    layers = List.copyOf(layers);
  }

  /** The layers in order. */
  public Anchored(Spec... layers) {
    this(List.of(layers));
  }

  @Override
  public Module build(Scope scope, Shape input) {
    if (input.rank() != 2 || input.size() == 0) {
      throw new IllegalArgumentException("Anchored: got input %s, expected [time, features]".formatted(input));
    }
    return new Built(new Sequential(layers).build(scope, input));
  }

  private record Built(Module inner) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return Raised.of(inner.forward(Lowered.of(x)), x, inner.output().size());
    }

    @Override
    public Shape output() {
      return inner.output();
    }
  }

  /** Where the last row of an example begins. */
  private static int last(Tensor x, int example) {
    int size = x.shape().dim(1) * x.shape().dim(2);
    return (example + 1) * size - x.shape().dim(2);
  }

  /** {@code y[t,j] = x[t,j] - x[T-1,j]}; {@code dx[t,j] = dy[t,j]}, less {@code Σ_t dy[t,j]} where t = T-1. */
  private static final class Lowered extends Op {
    private Tensor x;

    Lowered(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor x) {
      Lowered op = x.step().slot(Lowered.class, Lowered::new);
      op.input(x);
      op.x = x;
      op.out.shape(x.shape());
      float[] in = x.data();
      float[] y = op.out.data();
      int features = x.shape().dim(2);
      int size = x.shape().dim(1) * features;
      for (int e = 0; e < x.shape().dim(0); e++) {
        int last = last(x, e);
        for (int i = e * size; i < (e + 1) * size; i++) {
          y[i] = in[i] - in[last + i % features];
        }
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      if (!x.wanted()) {
        return;
      }
      float[] dy = out.gradArray();
      float[] dx = x.grad();
      int features = x.shape().dim(2);
      int size = x.shape().dim(1) * features;
      for (int e = 0; e < x.shape().dim(0); e++) {
        int last = last(x, e);
        for (int j = 0; j < features; j++) {
          float sum = 0;
          for (int i = e * size + j; i < (e + 1) * size; i += features) {
            dx[i] += dy[i];
            sum += dy[i];
          }
          dx[last + j] -= sum;
        }
      }
    }
  }

  /** {@code y[j] = f[j] + x[T-1,0]}; {@code df = dy} and {@code dx[T-1,0] = Σ_j dy[j]}. */
  private static final class Raised extends Op {
    private Tensor f;
    private Tensor x;
    private int width;

    Raised(Tape tape) {
      super(tape);
    }

    static Tensor of(Tensor f, Tensor x, int width) {
      Raised op = x.step().slot(Raised.class, Raised::new);
      op.input(f);
      op.input(x);
      op.f = f;
      op.x = x;
      op.width = width;
      op.out.shape(f.shape());
      float[] in = f.data();
      float[] y = op.out.data();
      for (int e = 0; e < f.shape().dim(0); e++) {
        float anchor = x.data()[last(x, e)];
        for (int i = e * width; i < (e + 1) * width; i++) {
          y[i] = in[i] + anchor;
        }
      }
      return op.out;
    }

    @Override
    protected void backward(Gradients gradients) {
      float[] dy = out.gradArray();
      if (f.wanted()) {
        float[] df = f.grad();
        for (int i = 0, n = f.size(); i < n; i++) {
          df[i] += dy[i];
        }
      }
      if (x.wanted()) {
        float[] dx = x.grad();
        for (int e = 0; e < f.shape().dim(0); e++) {
          float sum = 0;
          for (int i = e * width; i < (e + 1) * width; i++) {
            sum += dy[i];
          }
          dx[last(x, e)] += sum;
        }
      }
    }
  }
}
