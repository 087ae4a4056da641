package hillock.data;

import org.jspecify.annotations.Nullable;

/**
 * Rows of unsigned bytes 0..255, such as pixels, made floats when gathered: a quarter of the memory. {@code index} says
 * which stored row is row i, so that subsets share the bytes; null when every row is its own.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ByteFeatures(byte[] values, int width, int @Nullable [] index, int rows) implements Features {
  @Override
  public void gather(int row, float[] x, int offset) {
    int start = (index == null ? row : index[row]) * width;
    for (int j = 0; j < width; j++) {
      x[offset + j] = values[start + j] & 0xff;
    }
  }

  @Override
  public Features subset(int[] chosen) {
    int[] subset = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      subset[i] = index == null ? chosen[i] : index[chosen[i]];
    }
    return new ByteFeatures(values, width, subset, chosen.length);
  }
}
