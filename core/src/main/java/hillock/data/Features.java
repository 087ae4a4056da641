package hillock.data;

/** The inputs of a {@link Dataset}, row-major; how they are stored is nobody's business but theirs. */
interface Features {
  int rows();

  /** Floats in one row. */
  int width();

  /** Writes one row to {@code x[offset .. offset + width)}. */
  void gather(int row, float[] x, int offset);

  /** The given rows in the given order. */
  Features subset(int[] rows);

  /**
   * The same rows as {@code (x - mean) / deviation}, element by element; arrays of length 1 serve every element. A
   * missing value (NaN) becomes 0, the mean.
   */
  default Features standardised(float[] mean, float[] deviation) {
    return new StandardisedFeatures(this, mean, deviation);
  }
}
