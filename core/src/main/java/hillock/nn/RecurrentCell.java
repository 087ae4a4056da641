package hillock.nn;

import hillock.kernel.Kernels;

/**
 * What tells one kind of recurrent layer from another: the element-wise part of a time step. Of each step and unit some
 * numbers are kept, in blocks of as many as there are units. The inputs feed {@link #gates()} blocks from block {@link
 * #inputFrom()} on, the last output as many from block 0 on; so the blocks before {@code inputFrom} hold what the last
 * output alone adds to the last gates.
 */
interface RecurrentCell {
  /** Blocks of weights: 4 for i, f, g, o. */
  int gates();

  /** First block that the inputs feed, 0 or 1. */
  int inputFrom();

  /** Blocks that are kept for the derivatives. */
  int kept();

  /** Whether there is a state c beside the output h. */
  boolean cellState();

  /** Makes the output and the state after the step from the blocks in a and the state before. */
  void forward(
      Kernels kernels,
      int rows,
      int n,
      int units,
      float[] a,
      int ao,
      float[] c,
      int co,
      int cNew,
      float[] h,
      int ho,
      int hNew);

  /**
   * Derivatives: dh and dc by output and state after the step are given; sets d to those by the blocks, {@code gates +
   * inputFrom} of them, dc to that by the state before, and dh to the part of that by the output before which does not
   * pass through the weights.
   */
  void backward(
      Kernels kernels,
      int rows,
      int units,
      float[] a,
      int ao,
      float[] c,
      int co,
      float[] h,
      int ho,
      int hNew,
      float[] dh,
      float[] dc,
      int at,
      float[] d,
      int dOffset);
}
