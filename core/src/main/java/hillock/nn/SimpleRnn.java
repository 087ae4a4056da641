package hillock.nn;

import hillock.kernel.Kernels;
import java.util.Arrays;

/**
 * The simple recurrent layer: {@code h' = f(x·W + h·R + b)}, where x are the inputs of a time step, h is the output
 * before it, 0 at first, and f is tanh or ReLU. It forgets within tens of steps, because its gradient fades or explodes
 * from step to step; {@link Lstm} and {@link Gru} were made to cure that. Shapes, padding and memory are those of
 * {@link Lstm}.
 *
 * <p>Elman 1990, "Finding structure in time".
 *
 * <p>Parameters of each layer and direction: {@code inputWeight} W [in, units], initially {@link XavierUniform}, {@code
 * recurrentWeight} R [units, units], initially {@link Orthogonal}, {@code bias} b [units], initially 0.
 *
 * @param units size of the output of one direction, at least 1
 * @param function f; tanh by default
 * @param layers layers on top of each other, at least 1 (the default)
 * @param bidirectional whether a second set of weights reads each sequence from its end
 * @param sequence whether the result has all outputs; by default only the last
 * @param dropout share of the outputs between layers that are dropped in training, from 0 (the default) to 1; has no
 *     place when there is one layer
 * @param recurrentDropout share of h that the products do not see in training, the same at all steps of a sequence,
 *     from 0 (the default) to 1
 */
public record SimpleRnn(
    int units,
    Function function,
    int layers,
    boolean bidirectional,
    boolean sequence,
    float dropout,
    float recurrentDropout)
    implements Recurrent {
  /** What bounds the outputs. */
  public enum Function implements RecurrentCell {
    TANH {
      @Override
      public void forward(
          Kernels kernels,
          int rows,
          int n,
          int units,
          float[] a,
          int ao,
          float[] c,
          int co,
          int cNew,
          float[] h,
          int ho,
          int hNew) {
        for (int r = 0; r < rows; r++) {
          kernels.tanh(a, ao + r * units, h, hNew + r * units, n);
        }
      }

      @Override
      float slope(float output) {
        return Math.fma(-output, output, 1f);
      }
    },
    RELU {
      @Override
      public void forward(
          Kernels kernels,
          int rows,
          int n,
          int units,
          float[] a,
          int ao,
          float[] c,
          int co,
          int cNew,
          float[] h,
          int ho,
          int hNew) {
        for (int r = 0; r < rows; r++) {
          for (int j = 0; j < n; j++) {
            h[hNew + r * units + j] = Math.max(0f, a[ao + r * units + j]);
          }
        }
      }

      @Override
      float slope(float output) {
        return Math.signum(output); // 1 where the output is positive; no branch
      }
    };

    /** The derivative, told from the output, which is 0 or more for ReLU. */
    abstract float slope(float output);

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public int inputFrom() {
      return 0;
    }

    @Override
    public int kept() {
      return 1;
    }

    @Override
    public boolean cellState() {
      return false;
    }

    @Override
    public void backward(
        Kernels kernels,
        int rows,
        int units,
        float[] a,
        int ao,
        float[] c,
        int co,
        float[] h,
        int ho,
        int hNew,
        float[] dh,
        float[] dc,
        int at,
        float[] d,
        int dOffset) {
      for (int i = 0, n = rows * units; i < n; i++) {
        d[dOffset + i] = dh[at + i] * slope(h[hNew + i]);
      }
      Arrays.fill(dh, at, at + rows * units, 0f);
    }
  }

  /** Checks the ranges. */
  public SimpleRnn {
    Recurrent.check("SimpleRnn", units, layers, dropout, recurrentDropout);
  }

  /** One layer with tanh that gives its last output. */
  public SimpleRnn(int units) {
    this(units, Function.TANH);
  }

  /** One layer that gives its last output. */
  public SimpleRnn(int units, Function function) {
    this(units, function, 1, false, false, 0f, 0f);
  }

  /** The same with this many layers on top of each other. */
  public SimpleRnn withLayers(int count) {
    return new SimpleRnn(units, function, count, bidirectional, sequence, dropout, recurrentDropout);
  }

  /** The same reading in both directions. */
  public SimpleRnn bothDirections() {
    return new SimpleRnn(units, function, layers, true, sequence, dropout, recurrentDropout);
  }

  /** The same with all outputs. */
  public SimpleRnn wholeSequence() {
    return new SimpleRnn(units, function, layers, bidirectional, true, dropout, recurrentDropout);
  }

  /** The same with dropout between layers. */
  public SimpleRnn withDropout(float rate) {
    return new SimpleRnn(units, function, layers, bidirectional, sequence, rate, recurrentDropout);
  }

  /** The same with dropout of the outputs that the next step sees. */
  public SimpleRnn withRecurrentDropout(float rate) {
    return new SimpleRnn(units, function, layers, bidirectional, sequence, dropout, rate);
  }

  @Override
  public Recurrent layer(boolean wholeSequence) {
    return new SimpleRnn(units, function, 1, bidirectional, wholeSequence, 0f, recurrentDropout);
  }

  @Override
  public RecurrentCell cell() {
    return function;
  }

  @Override
  public Initializer recurrentInitializer() {
    return new Orthogonal();
  }
}
