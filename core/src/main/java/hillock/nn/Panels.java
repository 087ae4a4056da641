package hillock.nn;

import hillock.kernel.Kernels;
import hillock.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a matrix of weights, [rows, columns], in which panels of {@link Kernels#PANEL} columns lie one after the
 * other, each row by row: as products with a gathered matrix read them. Otherwise each such product would copy them.
 */
final class Panels {
  private float[] values = {};
  private int rows;
  private @Nullable Parameter source;
  private int version;

  /** Copies these weights, unless they are those of the last call and have not changed. */
  void take(Parameter weights, int columns) {
    if (weights == source && weights.version() == version) {
      return;
    }
    source = weights;
    version = weights.version();
    rows = weights.size() / columns;
    values = RecurrentPass.atLeast(values, (columns + Kernels.PANEL - 1) / Kernels.PANEL * Kernels.PANEL * rows);
    float[] w = weights.array();
    for (int j = 0; j < columns; j += Kernels.PANEL) {
      int count = Math.min(Kernels.PANEL, columns - j);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(w, weights.offset() + i * columns + j, values, at(j) + i * Kernels.PANEL, count);
      }
    }
  }

  /** Panels one after the other, with {@link #at} and rows that are {@link Kernels#PANEL} apart. */
  float[] values() {
    return values;
  }

  /** Where the panel begins whose first column this is. */
  int at(int column) {
    return column * rows;
  }
}
