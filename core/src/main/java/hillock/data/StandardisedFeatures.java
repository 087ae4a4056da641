package hillock.data;

/** A view of rows as {@code (x - mean) / deviation}; NaN becomes 0, the mean. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StandardisedFeatures(Features raw, float[] mean, float[] deviation) implements Features {
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
    int width = raw.width();
    boolean shared = mean.length == 1;
    for (int j = 0; j < width; j++) {
      int k = shared ? 0 : j;
      float v = (x[offset + j] - mean[k]) / deviation[k];
      x[offset + j] = Float.isNaN(v) ? 0 : v;
    }
  }

  @Override
  public Features subset(int[] rows) {
    return new StandardisedFeatures(raw.subset(rows), mean, deviation);
  }
}
