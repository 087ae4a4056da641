package hillock.data;

/** Rows of floats, [n, width]. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FloatFeatures(float[] values, int rows, int width) implements Features {
  @Override
  public void gather(int row, float[] x, int offset) {
    System.arraycopy(values, row * width, x, offset, width);
  }

  @Override
  public Features subset(int[] chosen) {
    float[] subset = new float[Math.multiplyExact(chosen.length, width)];
    for (int i = 0; i < chosen.length; i++) {
      gather(chosen[i], subset, i * width);
    }
    return new FloatFeatures(subset, chosen.length, width);
  }
}
