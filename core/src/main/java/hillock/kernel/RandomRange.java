package hillock.kernel;

/** Random numbers of one stream, cut into ranges; reused from call to call. */
final class RandomRange implements Engine.Range {
  /** Makes the numbers of one range, in whichever of the two arrays it needs. */
  interface Draw {
    void fill(
        Kernels kernels, long seed, long stream, long step, long first, float[] floats, int[] ints, int offset, int n);
  }

  private final Kernels kernels;
  private Draw draw;
  private long seed;
  private long stream;
  private long step;
  private long first;
  private float[] floats;
  private int[] ints;
  private int offset;

  RandomRange(Kernels kernels) {
    this.kernels = kernels;
  }

  void set(Draw draw, long seed, long stream, long step, long first, float[] floats, int[] ints, int offset) {
    this.draw = draw;
    this.seed = seed;
    this.stream = stream;
    this.step = step;
    this.first = first;
    this.floats = floats;
    this.ints = ints;
    this.offset = offset;
  }

  @Override
  public void run(int from, int to) {
    draw.fill(kernels, seed, stream, step, first + from, floats, ints, offset + from, to - from);
  }

  /** Lets go of the arrays, which the engine may outlive. */
  void clear() {
    floats = null;
    ints = null;
  }
}
