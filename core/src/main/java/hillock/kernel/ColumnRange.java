package hillock.kernel;

/** Sums or dot products of columns, cut by columns; reused from call to call. */
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
