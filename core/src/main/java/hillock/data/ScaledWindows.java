package hillock.data;

/**
 * A view of windows [window, features] as {@code (v - mean) / deviation} by feature, where v is the value, or for
 * feature 0 perhaps its natural logarithm. What has none counts as the mean.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScaledWindows(Features raw, boolean logarithm, double[] mean, double[] deviation) implements Features {
  @Override
  public int rows() {
    return raw.rows();
  }

  @Override
  public int width() {
    return raw.width();
  }

  @Override
  public void gather(int row, float[] x, int offset) {
    raw.gather(row, x, offset);
    int features = mean.length;
    for (int j = 0, width = raw.width(); j < width; j++) {
      int f = j % features;
      double v = x[offset + j];
      v = f == 0 && logarithm ? Math.log(v) : v;
      float scaled = (float) ((v - mean[f]) / deviation[f]);
      x[offset + j] = Float.isFinite(scaled) ? scaled : 0;
    }
  }

  @Override
  public Features subset(int[] rows) {
    return new ScaledWindows(raw.subset(rows), logarithm, mean, deviation);
  }
}
