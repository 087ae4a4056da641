package hillock.nn;

import hillock.kernel.Kernels;

/**
 * Gated recurrent unit: a recurrent layer whose gates decide what to forget (r) and how much to keep (z). With x the
 * inputs of a time step and h the output before it, 0 at first:
 *
 * <pre>{@code
 * r, z = σ(x·W + h·R + b)        n = tanh(x·W + b + r ∘ (h·R + q))
 * h' = (1 - z) ∘ n + z ∘ h
 * }</pre>
 *
 * each with its own columns of W, R and b. The reset r is applied after the product with R, as PyTorch has it, not
 * before as in the first paper. Shapes, padding and memory are those of {@link Lstm}.
 *
 * <p>Cho et al. 2014, arXiv:1406.1078.
 *
 * <p>Parameters of each layer and direction: {@code inputWeight} W [in, 3·units], {@code recurrentWeight} R [units,
 * 3·units], both {@link XavierUniform}, with the columns of r, z, n in this order, {@code bias} b [3·units] and {@code
 * recurrentBias} q [units], initially 0.
 *
 * @param units size of the output of one direction, at least 1
 * @param layers layers on top of each other, at least 1 (the default)
 * @param bidirectional whether a second set of weights reads each sequence from its end
 * @param sequence whether the result has all outputs; by default only the last
 * @param dropout share of the outputs between layers that are dropped in training, from 0 (the default) to 1; has no
 *     place when there is one layer
 * @param recurrentDropout share of h that the products do not see in training, the same at all steps of a sequence (Gal
 *     and Ghahramani 2016, arXiv:1512.05287), from 0 (the default) to 1
 */
public record Gru(int units, int layers, boolean bidirectional, boolean sequence, float dropout, float recurrentDropout)
    implements Recurrent {
  /** Checks the ranges. */
  public Gru {
    Recurrent.check("Gru", units, layers, dropout, recurrentDropout);
  }

  /** One layer that gives its last output. */
  public Gru(int units) {
    this(units, 1, false, false, 0f, 0f);
  }

  /** The same with this many layers on top of each other. */
  public Gru withLayers(int count) {
    return new Gru(units, count, bidirectional, sequence, dropout, recurrentDropout);
  }

  /** The same reading in both directions. */
  public Gru bothDirections() {
    return new Gru(units, layers, true, sequence, dropout, recurrentDropout);
  }

  /** The same with all outputs. */
  public Gru wholeSequence() {
    return new Gru(units, layers, bidirectional, true, dropout, recurrentDropout);
  }

  /** The same with dropout between layers. */
  public Gru withDropout(float rate) {
    return new Gru(units, layers, bidirectional, sequence, rate, recurrentDropout);
  }

  /** The same with dropout of the outputs that the next step sees. */
  public Gru withRecurrentDropout(float rate) {
    return new Gru(units, layers, bidirectional, sequence, dropout, rate);
  }

  @Override
  public Recurrent layer(boolean wholeSequence) {
    return new Gru(units, 1, bidirectional, wholeSequence, 0f, recurrentDropout);
  }

  @Override
  public RecurrentCell cell() {
    return Cell.ONLY;
  }

  /** Blocks h·R + q of n, then r, z, n. */
  private enum Cell implements RecurrentCell {
    ONLY;

    @Override
    public int gates() {
      return 3;
    }

    @Override
    public int inputFrom() {
      return 1;
    }

    @Override
    public int kept() {
      return 4;
    }

    @Override
    public boolean cellState() {
      return false;
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
      kernels.gates().gru(rows, n, units, a, ao, 4 * units, h, ho, hNew);
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
      kernels.gates().gruBackward(rows, units, units, a, ao, 4 * units, h, ho, dh, at, d, dOffset, 4 * units);
    }
  }
}
