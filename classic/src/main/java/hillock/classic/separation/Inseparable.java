package hillock.classic.separation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * No neuron does it: some points of either class have the same weighted mean,
 *
 * <pre>Σ_i p_i·x_i = Σ_j q_j·x_j   with   Σ_i p_i = Σ_j q_j</pre>
 *
 * <p>for points x_i that should make it fire and x_j that should not. Were there weights, the left side times w would
 * be at least {@code θ·Σp} and the right side below it. For XOR: (0,1) + (1,0) = (0,0) + (1,1).
 *
 * @param firing points of the class that fires, and how often each is taken
 * @param silent points of the other class
 */
public record Inseparable(List<Share> firing, List<Share> silent) implements Separation {
  /**
   * A point's part in a mean.
   *
   * @param row of the point, from 0
   * @param parts how often it is taken, at least once
   */
  public record Share(int row, BigInteger parts) {}

  /** Copies the lists. */
  public Inseparable {
    firing = List.copyOf(firing);
    silent = List.copyOf(silent);
  }

  /** How many points, repetitions counted, each side has: the common denominator of both means. */
  public BigInteger whole() {
    return sum(firing);
  }

  private static BigInteger sum(List<Share> shares) {
    return shares.stream().map(Share::parts).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Whether both sums are equal, and made of points of the right classes; computed without rounding. */
  @Override
  public boolean proves(double[] points, int columns, boolean[] fires) {
    if (whole().signum() <= 0 || !whole().equals(sum(silent))) {
      return false;
    }
    if (!ofClass(firing, fires, true) || !ofClass(silent, fires, false)) {
      return false;
    }
    for (int j = 0; j < columns; j++) {
      if (total(firing, points, columns, j).compareTo(total(silent, points, columns, j)) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean ofClass(List<Share> shares, boolean[] fires, boolean wanted) {
    return shares.stream()
        .allMatch(s -> s.row >= 0 && s.row < fires.length && fires[s.row] == wanted && s.parts.signum() > 0);
  }

  private static BigDecimal total(List<Share> shares, double[] points, int columns, int column) {
    return shares.stream()
        .map(s -> new BigDecimal(points[s.row * columns + column]).multiply(new BigDecimal(s.parts)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
