package hillock.data;

/** Windows of a series, [window, features] before each origin, that share its values. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WindowFeatures(float[] values, int features, int window, int[] origins) implements Features {
  @Override
  public int rows() {
    return origins.length;
  }

  @Override
  public int width() {
    return window * features;
  }

  @Override
  public void gather(int row, float[] x, int offset) {
    System.arraycopy(values, (origins[row] - window) * features, x, offset, width());
  }

  @Override
  public Features subset(int[] chosen) {
    int[] subset = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      subset[i] = origins[chosen[i]];
    }
    return new WindowFeatures(values, features, window, subset);
  }
}
