package hillock.nn;

import hillock.kernel.Kernels;
import java.util.Arrays;

/**
 * Long short-term memory: a recurrent layer with a state c that gates guard. With x the inputs of a time step and h, c
 * the output and state before it, both 0 at first:
 *
 * <pre>{@code
 * [i f g o] = x·W + h·R + b      i, f, o = σ(...), g = tanh(...)
 * c' = f ∘ c + i ∘ g             h' = o ∘ tanh(c')
 * }</pre>
 *
 * Inputs [time, in] become the last output [units], or all of them, [time, units]; with both directions twice as many
 * units, those that read forwards first. Padding after the end of a sequence ({@link hillock.tensor.Tensor#lengths()})
 * leaves the state as it is and gives outputs of 0; reading backwards begins at the end of each sequence. On a tape
 * that is {@link hillock.tensor.Tape#remembering remembering}, a step begins with the state that the last one ended
 * with.
 *
 * <p>Hochreiter and Schmidhuber 1997, "Long short-term memory"; Gers, Schmidhuber and Cummins 2000 (forget gate). The
 * order of the gates is PyTorch's.
 *
 * <p>Parameters of each layer and direction: {@code inputWeight} W [in, 4·units], {@code recurrentWeight} R [units,
 * 4·units], both {@link XavierUniform}, {@code bias} b [4·units], 0 but for {@code forgetBias}.
 *
 * @param units size of the output of one direction, at least 1
 * @param layers layers on top of each other, at least 1 (the default)
 * @param bidirectional whether a second set of weights reads each sequence from its end
 * @param sequence whether the result has all outputs; by default only the last
 * @param dropout share of the outputs between layers that are dropped in training, from 0 (the default) to 1; has no
 *     place when there is one layer
 * @param recurrentDropout share of h that the products do not see in training, the same at all steps of a sequence (Gal
 *     and Ghahramani 2016, arXiv:1512.05287), from 0 (the default) to 1
 * @param forgetBias initial bias of the forget gates: 1 by default, so that memory is kept at first (Jozefowicz,
 *     Zaremba and Sutskever 2015)
 */
public record Lstm(
    int units,
    int layers,
    boolean bidirectional,
    boolean sequence,
    float dropout,
    float recurrentDropout,
    float forgetBias)
    implements Recurrent {
  /** Checks the ranges. */
  public Lstm {
    Recurrent.check("Lstm", units, layers, dropout, recurrentDropout);
    if (!Float.isFinite(forgetBias)) {
      throw new IllegalArgumentException("Lstm: got forgetBias %s, expected a number".formatted(forgetBias));
    }
  }

  /** One layer that gives its last output. */
  public Lstm(int units) {
    this(units, 1, false, false, 0f, 0f, 1f);
  }

  /** The same with this many layers on top of each other. */
  public Lstm withLayers(int count) {
    return new Lstm(units, count, bidirectional, sequence, dropout, recurrentDropout, forgetBias);
  }

  /** The same reading in both directions. */
  public Lstm bothDirections() {
    return new Lstm(units, layers, true, sequence, dropout, recurrentDropout, forgetBias);
  }

  /** The same with all outputs. */
  public Lstm wholeSequence() {
    return new Lstm(units, layers, bidirectional, true, dropout, recurrentDropout, forgetBias);
  }

  /** The same with dropout between layers. */
  public Lstm withDropout(float rate) {
    return new Lstm(units, layers, bidirectional, sequence, rate, recurrentDropout, forgetBias);
  }

  /** The same with dropout of the outputs that the next step sees. */
  public Lstm withRecurrentDropout(float rate) {
    return new Lstm(units, layers, bidirectional, sequence, dropout, rate, forgetBias);
  }

  @Override
  public Recurrent layer(boolean wholeSequence) {
    return new Lstm(units, 1, bidirectional, wholeSequence, 0f, recurrentDropout, forgetBias);
  }

  @Override
  public RecurrentCell cell() {
    return Cell.ONLY;
  }

  @Override
  public void bias(float[] values, int offset) {
    Arrays.fill(values, offset + units, offset + 2 * units, forgetBias);
  }

  /** Blocks i, f, g, o, tanh(c'). */
  private enum Cell implements RecurrentCell {
    ONLY;

    @Override
    public int gates() {
      return 4;
    }

    @Override
    public int inputFrom() {
      return 0;
    }

    @Override
    public int kept() {
      return 5;
    }

    @Override
    public boolean cellState() {
      return true;
    }

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
      kernels.gates().lstm(rows, n, units, a, ao, 5 * units, c, co, cNew, h, hNew);
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
      kernels.gates().lstmBackward(rows, units, units, a, ao, 5 * units, c, co, dh, at, dc, at, d, dOffset, 4 * units);
      Arrays.fill(dh, at, at + rows * units, 0f);
    }
  }
}
