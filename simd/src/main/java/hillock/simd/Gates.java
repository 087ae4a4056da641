package hillock.simd;

import hillock.kernel.GateKernels;
import hillock.kernel.ScalarGates;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The cells of recurrent layers on whole vectors. Functions run block by block over a row, which then is in the
 * first-level cache for the loop that joins the blocks; columns that do not fill a vector are left to {@link
 * ScalarGates}.
 */
final class Gates implements GateKernels {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  private final GateKernels rest = new ScalarGates();

  private static FloatVector at(float[] x, int offset) {
    return FloatVector.fromArray(S, x, offset);
  }

  /** {@code 1 - y²}, the derivative of y = tanh(x). */
  private static FloatVector tanhSlope(FloatVector y) {
    return y.neg().fma(y, FloatVector.broadcast(S, 1f));
  }

  /** {@code y - y²}, the derivative of y = σ(x). */
  private static FloatVector sigmoidSlope(FloatVector y) {
    return y.neg().fma(y, y);
  }

  @Override
  public void lstm(
      int rows,
      int n,
      int units,
      float[] a,
      int aOffset,
      int lda,
      float[] c,
      int cOffset,
      int newOffset,
      float[] h,
      int hOffset) {
    int bound = S.loopBound(n);
    for (int r = 0; r < rows; r++) {
      int row = aOffset + r * lda;
      int at = r * units;
      UnaryLoops.sigmoid(a, row, a, row, bound);
      UnaryLoops.sigmoid(a, row + units, a, row + units, bound);
      UnaryLoops.tanh(a, row + 2 * units, a, row + 2 * units, bound);
      UnaryLoops.sigmoid(a, row + 3 * units, a, row + 3 * units, bound);
      for (int j = 0; j < bound; j += V) {
        FloatVector added = at(a, row + j).mul(at(a, row + 2 * units + j));
        at(a, row + units + j).fma(at(c, cOffset + at + j), added).intoArray(c, newOffset + at + j);
      }
      UnaryLoops.tanh(c, newOffset + at, a, row + 4 * units, bound);
      for (int j = 0; j < bound; j += V) {
        at(a, row + 3 * units + j).mul(at(a, row + 4 * units + j)).intoArray(h, hOffset + at + j);
      }
    }
    if (bound < n) {
      rest.lstm(
          rows, n - bound, units, a, aOffset + bound, lda, c, cOffset + bound, newOffset + bound, h, hOffset + bound);
    }
  }

  @Override
  public void lstmBackward(
      int rows,
      int n,
      int units,
      float[] a,
      int aOffset,
      int lda,
      float[] c,
      int cOffset,
      float[] dh,
      int dhOffset,
      float[] dc,
      int dcOffset,
      float[] d,
      int dOffset,
      int ldd) {
    int bound = S.loopBound(n);
    for (int r = 0; r < rows; r++) {
      int at = r * units;
      for (int j = 0; j < bound; j += V) {
        int from = aOffset + r * lda + j;
        int to = dOffset + r * ldd + j;
        FloatVector in = at(a, from);
        FloatVector forget = at(a, from + units);
        FloatVector value = at(a, from + 2 * units);
        FloatVector open = at(a, from + 3 * units);
        FloatVector bounded = at(a, from + 4 * units);
        FloatVector slope = at(dh, dhOffset + at + j);
        FloatVector e = slope.mul(open).fma(tanhSlope(bounded), at(dc, dcOffset + at + j));
        e.mul(value).mul(sigmoidSlope(in)).intoArray(d, to);
        e.mul(at(c, cOffset + at + j)).mul(sigmoidSlope(forget)).intoArray(d, to + units);
        e.mul(in).mul(tanhSlope(value)).intoArray(d, to + 2 * units);
        slope.mul(bounded).mul(sigmoidSlope(open)).intoArray(d, to + 3 * units);
        e.mul(forget).intoArray(dc, dcOffset + at + j);
      }
    }
    if (bound < n) {
      rest.lstmBackward(
          rows,
          n - bound,
          units,
          a,
          aOffset + bound,
          lda,
          c,
          cOffset + bound,
          dh,
          dhOffset + bound,
          dc,
          dcOffset + bound,
          d,
          dOffset + bound,
          ldd);
    }
  }

  @Override
  public void gru(int rows, int n, int units, float[] a, int aOffset, int lda, float[] h, int hOffset, int newOffset) {
    int bound = S.loopBound(n);
    for (int r = 0; r < rows; r++) {
      int row = aOffset + r * lda;
      int value = row + 3 * units;
      int at = r * units;
      UnaryLoops.sigmoid(a, row + units, a, row + units, bound);
      UnaryLoops.sigmoid(a, row + 2 * units, a, row + 2 * units, bound);
      for (int j = 0; j < bound; j += V) {
        at(a, row + units + j).fma(at(a, row + j), at(a, value + j)).intoArray(a, value + j);
      }
      UnaryLoops.tanh(a, value, a, value, bound);
      for (int j = 0; j < bound; j += V) {
        FloatVector fresh = at(a, value + j);
        FloatVector before = at(h, hOffset + at + j);
        at(a, row + 2 * units + j).fma(before.sub(fresh), fresh).intoArray(h, newOffset + at + j);
      }
    }
    if (bound < n) {
      rest.gru(rows, n - bound, units, a, aOffset + bound, lda, h, hOffset + bound, newOffset + bound);
    }
  }

  @Override
  public void gruBackward(
      int rows,
      int n,
      int units,
      float[] a,
      int aOffset,
      int lda,
      float[] h,
      int hOffset,
      float[] dh,
      int dhOffset,
      float[] d,
      int dOffset,
      int ldd) {
    int bound = S.loopBound(n);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int r = 0; r < rows; r++) {
      int at = r * units;
      for (int j = 0; j < bound; j += V) {
        int from = aOffset + r * lda + j;
        int to = dOffset + r * ldd + j;
        FloatVector reset = at(a, from + units);
        FloatVector keep = at(a, from + 2 * units);
        FloatVector value = at(a, from + 3 * units);
        FloatVector slope = at(dh, dhOffset + at + j);
        FloatVector e = slope.mul(one.sub(keep)).mul(tanhSlope(value));
        e.mul(reset).intoArray(d, to);
        e.mul(at(a, from)).mul(sigmoidSlope(reset)).intoArray(d, to + units);
        FloatVector change = slope.mul(at(h, hOffset + at + j).sub(value));
        change.mul(sigmoidSlope(keep)).intoArray(d, to + 2 * units);
        e.intoArray(d, to + 3 * units);
        slope.mul(keep).intoArray(dh, dhOffset + at + j);
      }
    }
    if (bound < n) {
      rest.gruBackward(
          rows,
          n - bound,
          units,
          a,
          aOffset + bound,
          lda,
          h,
          hOffset + bound,
          dh,
          dhOffset + bound,
          d,
          dOffset + bound,
          ldd);
    }
  }
}
