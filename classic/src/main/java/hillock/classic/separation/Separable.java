package hillock.classic.separation;

import java.math.BigDecimal;
import java.util.List;

/**
 * A neuron that does it: it fires where {@code w·x ≥ θ}.
 *
 * @param weights w, one for each column
 * @param threshold θ
 */
public record Separable(List<Double> weights, double threshold) implements Separation {
  /** Copies the list. */
  public Separable {
    weights = List.copyOf(weights);
  }

  /** Whether the neuron fires exactly for the points that should make it fire; computed without rounding. */
  @Override
  public boolean proves(double[] points, int columns, boolean[] firing) {
    if (columns != weights.size()) {
      return false;
    }
    BigDecimal theta = new BigDecimal(threshold);
    for (int row = 0; row < firing.length; row++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int j = 0; j < columns; j++) {
        sum = sum.add(new BigDecimal(weights.get(j)).multiply(new BigDecimal(points[row * columns + j])));
      }
      if (sum.compareTo(theta) >= 0 != firing[row]) {
        return false;
      }
    }
    return true;
  }
}
