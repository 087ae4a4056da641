package hillock.nn;

import hillock.kernel.Kernels;
import hillock.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a matrix of weights, [rows, columns], in which strips of 64 columns lie one after the other, each row by
 * row. Products of one row of inputs, one product for each step of a sequence, then read memory in its order; rows that
 * lie kilobytes apart share a few sets of the first-level cache. With sixteen rows it gains nothing.
 */
final class Strips {
  private static final int WIDTH = 64;

  private float[] values = {};
  private int rows;
  private @Nullable Parameter source;
  private int version;

  /**
   * Copies these weights, unless they are those of the last call and have not changed.
   *
   * @param rotated how many of the last columns come first here
   */
  void take(Parameter weights, int rotated) {
    if (weights == source && weights.version() == version) {
      return;
    }
    source = weights;
    version = weights.version();
    rows = weights.shape().dim(0);
    int columns = weights.shape().dim(1);
    values = RecurrentPass.atLeast(values, (columns + WIDTH - 1) / WIDTH * WIDTH * rows);
    float[] w = weights.array();
    for (int i = 0; i < rows; i++) {
      int row = weights.offset() + i * columns;
      place(w, row + columns - rotated, i, 0, rotated);
      place(w, row, i, rotated, columns);
    }
  }

  private void place(float[] w, int offset, int row, int from, int to) {
    int count;
    for (int j = from; j < to; j += count) {
      count = Math.min(to - j, WIDTH - j % WIDTH);
      System.arraycopy(w, offset + j - from, values, at(row, j), count);
    }
  }

  /** Where an element is; the next one of its row follows within a strip. */
  private int at(int row, int column) {
    return (column / WIDTH * rows + row) * WIDTH + column % WIDTH;
  }

  /** Adds columns {@code from} to {@code to} of x·W to those of y, which are n rows that are ldy apart. */
  void multiply(
      Kernels kernels, int n, float[] x, int xOffset, int ldx, int from, int to, float[] y, int yOffset, int ldy) {
    int count;
    for (int j = from; j < to; j += count) {
      count = Math.min(to - j, WIDTH - j % WIDTH);
      kernels.gemm(false, false, n, count, rows, x, xOffset, ldx, values, at(0, j), WIDTH, true, y, yOffset + j, ldy);
    }
  }
}
