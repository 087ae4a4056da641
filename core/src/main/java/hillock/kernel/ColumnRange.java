package hillock.kernel;

import java.util.Arrays;

/**
 * Sums or dot products of columns; reused from call to call. Few rows are cut by columns. Many rows, such as the pixels
 * of a batch of images, are cut into chunks of rows, whose sums {@link #add} adds in order.
 */
final class ColumnRange implements Engine.Range {
  private final Kernels kernels;
  private float[] x;
  private float[] y;
  private float[] sums;
  private int xOffset;
  private int yOffset;
  private int sumsOffset;
  private int ldx;
  private int ldy;
  private int rows;
  private boolean accumulate;
  private int width;
  private float[] partial = {};

  ColumnRange(Kernels kernels) {
    this.kernels = kernels;
  }

  /** With y null, sums; otherwise dot products. */
  void set(
      float[] x,
      int xOffset,
      int ldx,
      float[] y,
      int yOffset,
      int ldy,
      int rows,
      boolean accumulate,
      float[] sums,
      int sumsOffset) {
    this.x = x;
    this.xOffset = xOffset;
    this.ldx = ldx;
    this.y = y;
    this.yOffset = yOffset;
    this.ldy = ldy;
    this.rows = rows;
    this.accumulate = accumulate;
    this.sums = sums;
    this.sumsOffset = sumsOffset;
  }

  /** For sums in chunks of rows, over columns of this width. */
  void chunked(int columns) {
    width = columns;
    partial = partial.length < chunks() * columns ? new float[chunks() * columns] : partial;
  }

  int chunks() {
    return (rows + Engine.ROW_CHUNK - 1) / Engine.ROW_CHUNK;
  }

  /** The sums of some of the chunks. */
  void runChunks(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      int row = chunk * Engine.ROW_CHUNK;
      int count = Math.min(Engine.ROW_CHUNK, rows - row);
      int xAt = xOffset + row * ldx;
      if (y == null) {
        kernels.columnSums(x, xAt, ldx, count, width, false, partial, chunk * width);
      } else {
        kernels.columnDots(x, xAt, ldx, y, yOffset + row * ldy, ldy, count, width, false, partial, chunk * width);
      }
    }
  }

  /** Adds the chunks up, in order. */
  void add() {
    if (!accumulate) {
      Arrays.fill(sums, sumsOffset, sumsOffset + width, 0f);
    }
    for (int chunk = 0; chunk < chunks(); chunk++) {
      for (int j = 0; j < width; j++) {
        sums[sumsOffset + j] += partial[chunk * width + j];
      }
    }
  }

  @Override
  public void run(int from, int to) {
    if (y == null) {
      kernels.columnSums(x, xOffset + from, ldx, rows, to - from, accumulate, sums, sumsOffset + from);
    } else {
      kernels.columnDots(
          x, xOffset + from, ldx, y, yOffset + from, ldy, rows, to - from, accumulate, sums, sumsOffset + from);
    }
  }
}
