package hillock.data;

/**
 * Data as it was read, before anything was learned from it: a {@link Table} of named columns, or a {@link Dataset} of
 * arrays (images, idx, npz). A {@link Preprocessor} turns either into a {@link Dataset} ready for training.
 */
public sealed interface RawData permits Table, Dataset {
  /** Number of rows (examples). */
  int size();

  /**
   * The given rows, in the given order; rows may repeat.
   *
   * @throws IndexOutOfBoundsException for a row outside [0, size)
   */
  RawData subset(int[] rows);
}
