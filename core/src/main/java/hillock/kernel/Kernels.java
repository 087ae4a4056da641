package hillock.kernel;

/**
 * The loops that networks spend their time in, over plain {@code float[]}.
 *
 * <p>There are two implementations, {@link ScalarKernels} and the Vector API one of module {@code hillock.simd}, and
 * both return the same bits for the same arguments (any NaN counts as equal to any other). That is possible because
 * every method here fixes the order of its additions:
 *
 * <ul>
 *   <li><b>Products</b> ({@link #gemm}): each output element is one chain of fused multiply-adds with {@code k}
 *       ascending.
 *   <li><b>Sums</b> ({@link #sum}, {@link #dot} and the like): element {@code i} is added to lane {@code i % 16}, in
 *       ascending order, starting from 0; then lane {@code i} takes lane {@code i + 8}, then {@code i + 4}, {@code i +
 *       2}, {@code i + 1}. At any vector width this is the same tree.
 *   <li><b>Element-wise functions</b> ({@link #exp}, {@link #tanh} and the like) are the polynomials of {@link
 *       FloatMath}.
 * </ul>
 *
 * <p>All calls run on the calling thread; {@link Engine} cuts the work for several threads. Offsets count floats from
 * the start of the array. Nothing here checks its arguments beyond what the JVM does: that is the caller's duty.
 */
public interface Kernels {
  /** The number of lanes of the defined summation order, whatever the hardware's vector width. */
  int LANES = 16;

  /**
   * Columns of B that {@link #gatherGemm} reads fastest where they lie: with {@code ldb} as much, and n no more. Wider
   * ones are copied in each call.
   */
  int PANEL = 2 * LANES;

  /** A short name for people, such as {@code scalar} or {@code simd-512}. */
  String name();

  /**
   * Matrix product, row-major: {@code C = A·B}, or {@code C = C + A·B} when {@code accumulate} is set, where A is m×k
   * and B is k×n. With {@code transposeA} the array holds Aᵀ (k×m), with {@code transposeB} it holds Bᵀ (n×k). Element
   * by element:
   *
   * <pre>{@code c = accumulate ? C[i][j] : 0;  for (p = 0; p < k; p++) c = fma(A[i][p], B[p][j], c);  C[i][j] = c; }
   * </pre>
   *
   * @param lda distance in floats between the rows of the array as stored (likewise {@code ldb}, {@code ldc})
   */
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
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
      int ldc);

  /**
   * Matrix product whose A is gathered through two tables and whose rows of C lie where a third says: a convolution,
   * without copying its patches (Dukhan 2019, arXiv:1907.02129). Element by element, for i below m, j below n:
   *
   * <pre>{@code
   * at = cOffset + cRows[cRowsOffset + i] + j;
   * v = accumulate ? c[at] : 0;
   * for (p = 0; p < k; p++)
   *   v = fma(a[aOffset + rows[rowsOffset + i] + steps[stepsOffset + p]], b[bOffset + p * ldb + j], v);
   * c[at] = v;
   * }</pre>
   *
   * @param rows where each row of A begins
   * @param steps from the beginning of a row to each of its elements
   * @param cRows where each row of C begins; the rows must not overlap
   */
  void gatherGemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int[] rows,
      int rowsOffset,
      int[] steps,
      int stepsOffset,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int[] cRows,
      int cRowsOffset);

  /**
   * As {@link #gatherGemm}, but every column j of A is one of its own, beside that of column 0: a depthwise
   * convolution. The line of the loop is
   *
   * <pre>{@code
   * v = fma(a[aOffset + rows[rowsOffset + i] + steps[stepsOffset + p] + j], b[bOffset + p * ldb + j], v);
   * }</pre>
   */
  void gatherDots(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int[] rows,
      int rowsOffset,
      int[] steps,
      int stepsOffset,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int[] cRows,
      int cRowsOffset);

  /**
   * The largest of k gathered elements: {@code y[yOffset + i * n + j] = max_p x[rows[rowsOffset + i] + steps[p] + j]}
   * for i below m, j below n, by {@link Math#max(float, float)}; negative infinity when k is 0.
   */
  void gatherMax(int m, int n, int k, float[] x, int[] rows, int rowsOffset, int[] steps, float[] y, int yOffset);

  /**
   * The derivative of {@link #gatherMax} by x: of the elements that y[i][j] is the largest of, the first one (p
   * ascending) that is not smaller takes {@code dy[i][j]}. What several windows add to one element is added with i
   * ascending, then p.
   *
   * @param rows multiples of n, as steps are
   * @param overwrite whether to set the gathered elements of dx, to 0 where they take nothing, rather than to add to
   *     them; only when no element is gathered twice
   */
  void gatherMaxGradient(
      int m,
      int n,
      int k,
      float[] x,
      int[] rows,
      int rowsOffset,
      int[] steps,
      float[] y,
      float[] dy,
      int yOffset,
      boolean overwrite,
      float[] dx);

  /** {@code y[i] = exp(x[i])} for n elements; x and y may be the same array at the same offset. */
  void exp(float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = ln(x[i])}. */
  void log(float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = tanh(x[i])}. */
  void tanh(float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = 1 / (1 + exp(-x[i]))}. */
  void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = ln(1 + exp(x[i]))}, without overflow. */
  void softplus(float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = erf(x[i])}, the Gauss error function. */
  void erf(float[] x, int xOffset, float[] y, int yOffset, int n);

  /** Sum of n elements in the defined order. */
  float sum(float[] x, int xOffset, int n);

  /** {@code Σ (x[i] - center)²}, each term one fused multiply-add into its lane. */
  float sumOfSquares(float[] x, int xOffset, int n, float center);

  /** {@code Σ x[i]·y[i]}, each term one fused multiply-add into its lane. */
  float dot(float[] x, int xOffset, float[] y, int yOffset, int n);

  /** Largest of n elements by {@link Math#max(float, float)}; negative infinity when n is 0. */
  float max(float[] x, int xOffset, int n);

  /** {@code y[i] = fma(a, x[i], y[i])}. */
  void axpy(float a, float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[r][j] = x[r][j] + b[j]} for a rows×columns matrix; x and y may be the same. */
  void addRow(float[] x, int xOffset, float[] b, int bOffset, float[] y, int yOffset, int rows, int columns);

  /** {@code y[r][j] = fma(x[r][j], scale[j], shift[j])}; x and y may be the same. */
  void scaleShiftRows(
      float[] x,
      int xOffset,
      float[] scale,
      int scaleOffset,
      float[] shift,
      int shiftOffset,
      float[] y,
      int yOffset,
      int rows,
      int columns);

  /**
   * {@code y[r][j] = fma(x[r][j] - mean[j], scale[j], shift[j])} for rows×columns matrices; x and y may be the same.
   *
   * @param mean [columns] from the start of the array on, as scale and shift
   */
  void normalizeRows(
      float[] x,
      int xOffset,
      float[] mean,
      float[] scale,
      float[] shift,
      float[] y,
      int yOffset,
      int rows,
      int columns);

  /**
   * {@code y[r][j] = fma(x[r][j], a[j], fma(z[r][j], b[j], c[j]))} for rows×columns matrices, added to what is there
   * when {@code accumulate} is set; y may be x or z.
   *
   * @param a [columns] from the start of the array on, as b and c
   */
  void mixRows(
      float[] x,
      int xOffset,
      float[] a,
      float[] z,
      int zOffset,
      float[] b,
      float[] c,
      boolean accumulate,
      float[] y,
      int yOffset,
      int rows,
      int columns);

  /**
   * {@code sums[j] = Σ_r x[r][j]} (added to what is there when {@code accumulate} is set), rows ascending.
   *
   * @param ldx distance in floats between the rows of x
   */
  void columnSums(
      float[] x, int xOffset, int ldx, int rows, int columns, boolean accumulate, float[] sums, int sumsOffset);

  /** {@code sums[j] = Σ_r x[r][j]·y[r][j]} by fused multiply-adds, rows ascending; accumulating likewise. */
  void columnDots(
      float[] x,
      int xOffset,
      int ldx,
      float[] y,
      int yOffset,
      int ldy,
      int rows,
      int columns,
      boolean accumulate,
      float[] sums,
      int sumsOffset);

  /**
   * Two sums of differences for rows×columns matrices, rows ascending, from 0: {@code sums[j] = Σ_r (x[r][j] - a[j])}
   * and, by fused multiply-adds, {@code sums[columns + j] = Σ_r (x[r][j] - a[j])·(y[r][j] - b[j])}.
   *
   * @param a [columns] from the start of the array on, as b
   */
  void columnMoments(
      float[] x,
      int xOffset,
      float[] a,
      float[] y,
      int yOffset,
      float[] b,
      int rows,
      int columns,
      float[] sums,
      int sumsOffset);

  /**
   * Softmax of each row: {@code y[r][j] = exp(x[r][j] - max_r) / Σ_j exp(x[r][j] - max_r)}, computed as a product with
   * the reciprocal of the sum. When {@code logSums} is not null, {@code logSums[r] = max_r + ln Σ_j exp(x[r][j] -
   * max_r)}.
   */
  void softmax(
      float[] x, int xOffset, float[] y, int yOffset, int rows, int columns, float[] logSums, int logSumsOffset);

  /**
   * Random words of the Philox 4x32-10 generator (Salmon et al. 2011): {@code out[i]} is word {@code (first + i) % 4}
   * of block {@code (first + i) / 4} of the stream, so any range can be made on its own, in any order. {@link Philox}
   * says how seed, stream and step become the key.
   *
   * @param first index of the first word, a multiple of 4
   */
  void randomBits(long seed, long stream, long step, long first, int[] out, int outOffset, int n);

  /** Uniform numbers from 0 (included) to 1 (excluded): the upper 24 bits of word {@code first + i}, divided by 2²⁴. */
  void uniforms(long seed, long stream, long step, long first, float[] out, int outOffset, int n);

  /**
   * Numbers of the standard normal distribution by the method of Box and Muller (1958), two from each two words, at
   * most 5.9 in size: {@link Normals} holds the formula.
   *
   * @param first index of the first number, a multiple of 4
   */
  void normals(long seed, long stream, long step, long first, float[] out, int outOffset, int n);

  /** The cells of recurrent layers. */
  GateKernels gates();
}
