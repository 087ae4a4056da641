package hillock.nn;

/**
 * Mean absolute error: a row's loss is {@code (1/k)·Σ_j |y_j - t_j|}; its derivative by y_j is {@code ±1/k}, and 0
 * where y_j equals t_j. It is less moved by outliers than {@link MeanSquaredError}, and makes networks predict the
 * median.
 */
public record MeanAbsoluteError() implements DifferenceLoss {
  @Override
  public void value(float[] d, float[] l, int from, int to) {
    for (int i = from; i < to; i++) {
      l[i] = Math.abs(d[i]);
    }
  }

  @Override
  public void slope(float[] d, float[] s, int from, int to) {
    for (int i = from; i < to; i++) {
      s[i] = Math.signum(d[i]);
    }
  }
}
