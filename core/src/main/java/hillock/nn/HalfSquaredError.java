package hillock.nn;

/**
 * Half squared error: a row's loss is {@code ½·Σ_j (y_j - t_j)²}, and its derivative by y_j is simply {@code y_j -
 * t_j}. Unlike {@link MeanSquaredError} it adds up the elements of a row.
 */
public record HalfSquaredError() implements DifferenceLoss {
  @Override
  public void value(float[] d, float[] l, int from, int to) {
    for (int i = from; i < to; i++) {
      l[i] = 0.5f * d[i] * d[i];
    }
  }

  @Override
  public void slope(float[] d, float[] s, int from, int to) {
    System.arraycopy(d, from, s, from, to - from);
  }

  @Override
  public float scale(int k) {
    return 1f;
  }
}
