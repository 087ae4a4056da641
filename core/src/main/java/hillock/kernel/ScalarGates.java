package hillock.kernel;

/**
 * The cells of recurrent layers as plain loops: the reference for {@code hillock.simd}, which calls it for short rests.
 */
public final class ScalarGates implements GateKernels {
  /** The kernels; they hold nothing, so one object serves all threads. */
  public ScalarGates() {}

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
    for (int r = 0; r < rows; r++) {
      int at = r * units;
      for (int j = 0, i = aOffset + r * lda; j < n; j++, i++, at++) {
        float in = FloatMath.sigmoid(a[i]);
        float forget = FloatMath.sigmoid(a[i + units]);
        float value = FloatMath.tanh(a[i + 2 * units]);
        float open = FloatMath.sigmoid(a[i + 3 * units]);
        float cell = Math.fma(forget, c[cOffset + at], in * value);
        float bounded = FloatMath.tanh(cell);
        a[i] = in;
        a[i + units] = forget;
        a[i + 2 * units] = value;
        a[i + 3 * units] = open;
        a[i + 4 * units] = bounded;
        c[newOffset + at] = cell;
        h[hOffset + at] = open * bounded;
      }
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
    for (int r = 0; r < rows; r++) {
      int at = r * units;
      int to = dOffset + r * ldd;
      for (int j = 0, i = aOffset + r * lda; j < n; j++, i++, at++, to++) {
        float in = a[i];
        float forget = a[i + units];
        float value = a[i + 2 * units];
        float open = a[i + 3 * units];
        float bounded = a[i + 4 * units];
        float slope = dh[dhOffset + at];
        float e = Math.fma(slope * open, Math.fma(-bounded, bounded, 1f), dc[dcOffset + at]);
        d[to] = e * value * Math.fma(-in, in, in);
        d[to + units] = e * c[cOffset + at] * Math.fma(-forget, forget, forget);
        d[to + 2 * units] = e * in * Math.fma(-value, value, 1f);
        d[to + 3 * units] = slope * bounded * Math.fma(-open, open, open);
        dc[dcOffset + at] = e * forget;
      }
    }
  }

  @Override
  public void gru(int rows, int n, int units, float[] a, int aOffset, int lda, float[] h, int hOffset, int newOffset) {
    for (int r = 0; r < rows; r++) {
      int at = r * units;
      for (int j = 0, i = aOffset + r * lda; j < n; j++, i++, at++) {
        float reset = FloatMath.sigmoid(a[i + units]);
        float keep = FloatMath.sigmoid(a[i + 2 * units]);
        float value = FloatMath.tanh(Math.fma(reset, a[i], a[i + 3 * units]));
        a[i + units] = reset;
        a[i + 2 * units] = keep;
        a[i + 3 * units] = value;
        h[newOffset + at] = Math.fma(keep, h[hOffset + at] - value, value);
      }
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
    for (int r = 0; r < rows; r++) {
      int at = r * units;
      int to = dOffset + r * ldd;
      for (int j = 0, i = aOffset + r * lda; j < n; j++, i++, at++, to++) {
        float reset = a[i + units];
        float keep = a[i + 2 * units];
        float value = a[i + 3 * units];
        float slope = dh[dhOffset + at];
        float e = slope * (1f - keep) * Math.fma(-value, value, 1f);
        d[to] = e * reset;
        d[to + units] = e * a[i] * Math.fma(-reset, reset, reset);
        d[to + 2 * units] = slope * (h[hOffset + at] - value) * Math.fma(-keep, keep, keep);
        d[to + 3 * units] = e;
        dh[dhOffset + at] = slope * keep;
      }
    }
  }
}
