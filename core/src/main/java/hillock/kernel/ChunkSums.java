package hillock.kernel;

/** A sum over a long array as sums of chunks, which several threads may make; reused from call to call. */
final class ChunkSums implements Engine.Range {
  /** A sum over one chunk. */
  interface Sum {
    float of(Kernels kernels, float[] x, int xOffset, float[] y, int yOffset, int n, float center);
  }

  private final Kernels kernels;
  private Sum sum;
  private float[] x;
  private float[] y;
  private int xOffset;
  private int yOffset;
  private int n;
  private float center;
  private float[] partial = new float[64];

  ChunkSums(Kernels kernels) {
    this.kernels = kernels;
  }

  void set(Sum sum, float[] x, int xOffset, float[] y, int yOffset, int n, float center) {
    this.sum = sum;
    this.x = x;
    this.xOffset = xOffset;
    this.y = y;
    this.yOffset = yOffset;
    this.n = n;
    this.center = center;
    if (partial.length < chunks()) {
      partial = new float[chunks()];
    }
  }

  int chunks() {
    return n <= 0 ? 0 : (n - 1) / Engine.SUM_CHUNK + 1;
  }

  @Override
  public void run(int from, int to) {
    for (int chunk = from; chunk < to; chunk++) {
      int start = chunk * Engine.SUM_CHUNK;
      int size = Math.min(Engine.SUM_CHUNK, n - start);
      partial[chunk] = sum.of(kernels, x, xOffset + start, y, yOffset + start, size, center);
    }
  }

  float total() {
    double total = 0;
    for (int chunk = 0; chunk < chunks(); chunk++) {
      total += partial[chunk];
    }
    x = null;
    y = null;
    return (float) total;
  }
}
