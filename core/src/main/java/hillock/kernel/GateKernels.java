package hillock.kernel;

/**
 * One time step of the cells of recurrent layers, after the matrix products: what is left is element by element, so
 * rows and columns may be cut anywhere. The formulas stand with the layers, {@code Lstm} and {@code Gru}.
 *
 * <p>Each row of an array {@code a} or {@code d} holds blocks of {@code units} numbers, one block after the other; c,
 * h, dh and dc have rows of {@code units}. A call covers columns 0 to n - 1 of every block: with n below {@code units}
 * and offsets moved, several calls share the units.
 */
public interface GateKernels {
  /**
   * LSTM. Blocks of a: i, f, g, o before their functions, and one to be filled. Sets {@code i = σ(i), f = σ(f), g =
   * tanh(g), o = σ(o), c' = fma(f, c, i·g)}, the fifth block {@code t = tanh(c')}, {@code h' = o·t}.
   *
   * @param cOffset where c before the step stands, and {@code newOffset} where c' goes; both in c
   */
  void lstm(
      int rows,
      int n,
      int units,
      float[] a,
      int aOffset,
      int lda,
      float[] c,
      int cOffset,
      int newOffset,
      float[] h,
      int hOffset);

  /**
   * Derivatives of {@link #lstm}, from a as it left it: dh and dc by h' and c' are given; d receives those by i, f, g,
   * o before their functions, and dc that by c. With {@code e = fma(dh·o, fma(-t, t, 1), dc)} they are {@code
   * e·g·fma(-i, i, i), e·c·fma(-f, f, f), e·i·fma(-g, g, 1), dh·t·fma(-o, o, o)} and {@code e·f}.
   */
  void lstmBackward(
      int rows,
      int n,
      int units,
      float[] a,
      int aOffset,
      int lda,
      float[] c,
      int cOffset,
      float[] dh,
      int dhOffset,
      float[] dc,
      int dcOffset,
      float[] d,
      int dOffset,
      int ldd);

  /**
   * GRU. Blocks of a: q, r, z, n before their functions, q what the last output adds to n. Sets {@code r = σ(r), z =
   * σ(z), n = tanh(fma(r, q, n)), h' = fma(z, h - n, n)}.
   *
   * @param hOffset where h before the step stands, and {@code newOffset} where h' goes; both in h
   */
  void gru(int rows, int n, int units, float[] a, int aOffset, int lda, float[] h, int hOffset, int newOffset);

  /**
   * Derivatives of {@link #gru}, from a as it left it: dh by h' is given; d receives those by q, r, z, n before their
   * functions, and dh that by h, but for what passes through q, r and z. With {@code e = dh·(1 - z)·fma(-n, n, 1)} they
   * are {@code e·r, e·q·fma(-r, r, r), dh·(h - n)·fma(-z, z, z), e} and {@code dh·z}.
   */
  void gruBackward(
      int rows,
      int n,
      int units,
      float[] a,
      int aOffset,
      int lda,
      float[] h,
      int hOffset,
      float[] dh,
      int dhOffset,
      float[] d,
      int dOffset,
      int ldd);
}
