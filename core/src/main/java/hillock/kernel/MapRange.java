package hillock.kernel;

/** An element-wise function, cut into ranges; reused from call to call. */
final class MapRange implements Engine.Range {
  private final Kernels kernels;
  private Engine.Unary f;
  private float[] x;
  private float[] y;
  private int xOffset;
  private int yOffset;

  MapRange(Kernels kernels) {
    this.kernels = kernels;
  }

  void set(Engine.Unary f, float[] x, int xOffset, float[] y, int yOffset) {
    this.f = f;
    this.x = x;
    this.xOffset = xOffset;
    this.y = y;
    this.yOffset = yOffset;
  }

  @Override
  public void run(int from, int to) {
    f.apply(kernels, x, xOffset + from, y, yOffset + from, to - from);
  }
}
