package hillock.classic.separation;

import hillock.classic.separation.Inseparable.Share;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/** Turns the rows that a linear programme chose into an exact proof, by elimination in fractions (Gauss and Jordan). */
final class CommonMean {
  private CommonMean() {}

  /** Shares of the rows taken for which both means are equal; empty when there are none without negative shares. */
  static Optional<Separation> of(double[] points, int columns, boolean[] firing, int[] taken) {
    int n = taken.length;
    BigFraction[][] equations = new BigFraction[columns + 2][n + 1];
    for (int i = 0; i < equations.length; i++) {
      Arrays.fill(equations[i], BigFraction.ZERO);
    }
    for (int k = 0; k < n; k++) {
      boolean fires = firing[taken[k]];
      equations[fires ? 0 : 1][k] = BigFraction.ONE;
      for (int j = 0; j < columns; j++) {
        BigFraction value = new BigFraction(points[taken[k] * columns + j]);
        equations[2 + j][k] = fires ? value : value.negate();
      }
    }
    equations[0][n] = BigFraction.ONE;
    equations[1][n] = BigFraction.ONE;
    BigFraction[] shares = solve(equations, n);
    if (shares.length == 0 || Arrays.stream(shares).anyMatch(s -> s.signum() < 0)) {
      return Optional.empty();
    }
    return Optional.of(inWholeNumbers(shares, firing, taken));
  }

  /** A solution of the equations, 0 where they leave a choice; of length 0 when they contradict each other. */
  private static BigFraction[] solve(BigFraction[][] equations, int n) {
    BigFraction[] solution = new BigFraction[n];
    Arrays.fill(solution, BigFraction.ZERO);
    int[] rowOf = new int[n];
    Arrays.fill(rowOf, -1);
    int row = 0;
    for (int column = 0; column < n && row < equations.length; column++) {
      int pivot = row;
      while (pivot < equations.length && equations[pivot][column].signum() == 0) {
        pivot++;
      }
      if (pivot == equations.length) {
        continue;
      }
      BigFraction[] chosen = equations[pivot];
      equations[pivot] = equations[row];
      equations[row] = chosen;
      BigFraction scale = chosen[column].reciprocal();
      Arrays.setAll(chosen, j -> chosen[j].multiply(scale));
      for (int i = 0; i < equations.length; i++) {
        BigFraction[] other = equations[i];
        BigFraction factor = other[column];
        if (i != row && factor.signum() != 0) {
          Arrays.setAll(other, j -> other[j].subtract(factor.multiply(chosen[j])));
        }
      }
      rowOf[column] = row++;
    }
    for (int i = row; i < equations.length; i++) {
      if (equations[i][n].signum() != 0) {
        return new BigFraction[0];
      }
    }
    Arrays.setAll(solution, column -> rowOf[column] < 0 ? BigFraction.ZERO : equations[rowOf[column]][n]);
    return solution;
  }

  private static Separation inWholeNumbers(BigFraction[] shares, boolean[] firing, int[] taken) {
    BigInteger whole = BigInteger.ONE;
    for (BigFraction share : shares) {
      BigInteger denominator = share.reduce().getDenominator();
      whole = whole.divide(whole.gcd(denominator)).multiply(denominator);
    }
    List<Share> fires = new ArrayList<>();
    List<Share> silent = new ArrayList<>();
    for (int k = 0; k < shares.length; k++) {
      if (shares[k].signum() > 0) {
        BigInteger parts = shares[k].multiply(whole).reduce().getNumerator();
        (firing[taken[k]] ? fires : silent).add(new Share(taken[k], parts));
      }
    }
    return new Inseparable(fires, silent);
  }
}
