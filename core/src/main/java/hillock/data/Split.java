package hillock.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows belong to the training part and which are held out, both in ascending order. A pure function of the
 * strata, the fraction or number of folds, and the seed.
 *
 * <p>Strata are the classes of the rows, so that every part has them in the same proportions; see {@link Task#strata}.
 * Rows that all have the stratum 0 are split plainly at random.
 */
public final class Split {
  private final int[] train;
  private final int[] heldOut;

  /** A split into given rows. */
  public Split(int[] train, int[] heldOut) {
    this.train = train;
    this.heldOut = heldOut;
  }

  /** Rows to learn from. */
  public int[] train() {
    return train.clone();
  }

  /** Rows to measure on. */
  public int[] heldOut() {
    return heldOut.clone();
  }

  /** The rows of the data to learn from. */
  public <D extends RawData> D train(D data) {
    return part(data, train);
  }

  /** The rows of the data to measure on. */
  public <D extends RawData> D heldOut(D data) {
    return part(data, heldOut);
  }

  /**
   * Holds out a fraction of the rows of each stratum, rounded so that the total is {@code round(fraction * n)}. A
   * stratum always keeps at least one row for training.
   *
   * @param fraction in (0, 1)
   * @throws DataException when the fraction is outside its range or leaves a part empty
   */
  public static Split holdOut(int[] strata, double fraction, long seed) {
    int n = strata.length;
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException("held-out part", "fraction " + fraction, "a number between 0 and 1, such as 0.2", "");
    }
    int kinds = Arrays.stream(strata).max().orElse(-1) + 1;
    int[] counts = new int[kinds];
    for (int s : strata) {
      counts[s]++;
    }
    int[] quota = new int[kinds];
    int total = 0;
    for (int s = 0; s < kinds; s++) {
      quota[s] = (int) Math.min(Math.floor(fraction * counts[s]), counts[s] - 1);
      quota[s] = Math.max(quota[s], 0);
      total += quota[s];
    }
    // The largest remainders get the rows that rounding down left over.
    Integer[] byRemainder = IntStream.range(0, kinds).boxed().toArray(Integer[]::new);
    Arrays.sort(byRemainder, Comparator.comparingDouble(s -> quota[s] - fraction * counts[s]));
    long wanted = Math.round(fraction * n);
    for (int s : byRemainder) {
      if (total < wanted && quota[s] + 1 < counts[s]) {
        quota[s]++;
        total++;
      }
    }
    if (total == 0) {
      throw new DataException(
          "held-out part",
          n + " rows of which " + fraction + " would be none",
          "at least one row in each part",
          "Use more rows or a larger fraction.");
    }
    int[] order = new int[n];
    Permutation.fill(order, seed, 0);
    boolean[] held = new boolean[n];
    for (int row : order) {
      if (quota[strata[row]] > 0) {
        quota[strata[row]]--;
        held[row] = true;
      }
    }
    return of(held);
  }

  /**
   * Cuts the rows into k folds, each held out once; the sizes differ by at most one, also within each stratum.
   *
   * @param k from 2 to the number of rows
   */
  public static List<Split> folds(int[] strata, int k, long seed) {
    int n = strata.length;
    if (k < 2 || k > n) {
      throw new DataException("cross-validation", k + " folds of " + n + " rows", "2 to " + n + " folds", "");
    }
    int[] order = new int[n];
    Permutation.fill(order, seed, 0);
    int[] dealt =
        Arrays.stream(order).boxed().sorted(Comparator.comparingInt(r -> strata[r])).mapToInt(r -> r).toArray();
    List<Split> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      boolean[] held = new boolean[n];
      for (int i = fold; i < n; i += k) {
        held[dealt[i]] = true;
      }
      folds.add(of(held));
    }
    return folds;
  }

  private static Split of(boolean[] held) {
    return new Split(
        IntStream.range(0, held.length).filter(r -> !held[r]).toArray(),
        IntStream.range(0, held.length).filter(r -> held[r]).toArray());
  }

  // Table and Dataset are the only RawData, both final, and their subset returns their own type.
  @SuppressWarnings("unchecked")
  private static <D extends RawData> D part(D data, int[] rows) {
    return (D) data.subset(rows);
  }
}
