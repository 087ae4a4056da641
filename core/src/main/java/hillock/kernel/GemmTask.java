package hillock.kernel;

/** One matrix product cut into tiles; part i is tile i. Reused from call to call. */
final class GemmTask implements Team.Task {
  final GemmCut cut = new GemmCut();
  private final Kernels kernels;
  private boolean transposeA;
  private boolean transposeB;
  private boolean accumulate;
  private int k;
  private float[] a;
  private float[] b;
  private float[] c;
  private int aOffset;
  private int bOffset;
  private int cOffset;
  private int lda;
  private int ldb;
  private int ldc;

  GemmTask(Kernels kernels) {
    this.kernels = kernels;
  }

  void set(
      boolean transposeA,
      boolean transposeB,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.k = k;
    this.a = a;
    this.aOffset = aOffset;
    this.lda = lda;
    this.b = b;
    this.bOffset = bOffset;
    this.ldb = ldb;
    this.accumulate = accumulate;
    this.c = c;
    this.cOffset = cOffset;
    this.ldc = ldc;
  }

  @Override
  public void run(int tile) {
    int i = cut.rowFrom(tile);
    int j = cut.columnFrom(tile);
    kernels.gemm(
        transposeA,
        transposeB,
        cut.rowTo(tile) - i,
        cut.columnTo(tile) - j,
        k,
        a,
        aOffset + (transposeA ? i : i * lda),
        lda,
        b,
        bOffset + (transposeB ? j * ldb : j),
        ldb,
        accumulate,
        c,
        cOffset + i * ldc + j,
        ldc);
  }

  /** Lets go of the arrays, which the engine may outlive. */
  void clear() {
    a = null;
    b = null;
    c = null;
  }
}
