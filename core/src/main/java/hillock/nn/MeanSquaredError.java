package hillock.nn;

/**
 * Mean squared error: a row's loss is {@code (1/k)·Σ_j (y_j - t_j)²}; its derivative by y_j is {@code 2·(y_j - t_j)/k}.
 */
public record MeanSquaredError() implements DifferenceLoss {
  @Override
  public void value(float[] d, float[] l, int from, int to) {
    for (int i = from; i < to; i++) {
      l[i] = d[i] * d[i];
    }
  }

  @Override
  public void slope(float[] d, float[] s, int from, int to) {
    for (int i = from; i < to; i++) {
      s[i] = 2f * d[i];
    }
  }
}
