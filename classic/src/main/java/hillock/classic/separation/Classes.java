package hillock.classic.separation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.PivotSelectionRule;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;

/** Points of two classes, and the two linear programmes of which exactly one has a solution. */
final class Classes {
  /** Of a point's share; smaller ones are rounding. */
  private static final double LEAST_SHARE = 1e-9;

  private static final int MOST_PIVOTS = 100_000;

  private final double[] points;
  private final int columns;
  private final boolean[] firing;
  private final double[] least;
  private final double[] range;

  Classes(double[] points, int columns, boolean[] firing) {
    if (columns < 1 || points.length != (long) columns * firing.length) {
      throw new IllegalArgumentException(
          "separation: got %d numbers for %d points, expected %d of each, at least 1"
              .formatted(points.length, firing.length, columns));
    }
    if (!Arrays.stream(points).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("separation: got a point that is not finite, expected numbers");
    }
    this.points = points;
    this.columns = columns;
    this.firing = firing;
    least = IntStream.range(0, columns).mapToDouble(j -> column(j).min().orElse(0)).toArray();
    range =
        IntStream.range(0, columns)
            .mapToDouble(j -> column(j).max().orElse(0) - least[j])
            .map(r -> r > 0 ? r : 1)
            .toArray();
  }

  private java.util.stream.DoubleStream column(int j) {
    return IntStream.range(0, firing.length).mapToDouble(row -> points[row * columns + j]);
  }

  /** A point in the unit cube, where the tolerances of the simplex method make sense. */
  private double scaled(int row, int j) {
    return (points[row * columns + j] - least[j]) / range[j];
  }

  Separation decide() {
    return proven(neuron())
        .or(() -> proven(commonMean()))
        .orElseThrow(() ->
            new IllegalStateException(
                "separation: %d points of %d columns are neither provably separable nor provably not, expected one"
                        .formatted(firing.length, columns)
                    + "; the classes all but touch, beyond the precision of the linear programme"));
  }

  private Optional<Separation> proven(Optional<Separation> proposal) {
    return proposal.filter(answer -> answer.proves(points, columns, firing));
  }

  /** The weights of least sum of sizes with {@code w·x ≥ θ} for the one class and {@code w·x ≤ θ - 1} for the other. */
  private Optional<Separation> neuron() {
    // Free numbers as differences of two that are not negative: u - v.
    int n = columns + 1;
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int row = 0; row < firing.length; row++) {
      double[] coefficients = new double[2 * n];
      for (int j = 0; j < n; j++) {
        coefficients[j] = j < columns ? scaled(row, j) : -1;
        coefficients[n + j] = -coefficients[j];
      }
      constraints.add(
          firing[row]
              ? new LinearConstraint(coefficients, Relationship.GEQ, 0)
              : new LinearConstraint(coefficients, Relationship.LEQ, -1));
    }
    double[] sizes = new double[2 * n];
    Arrays.fill(sizes, 1);
    sizes[columns] = 0;
    sizes[n + columns] = 0;
    return solution(sizes, constraints)
        .map(s -> {
          List<Double> weights = new ArrayList<>();
          double threshold = s[columns] - s[n + columns];
          for (int j = 0; j < columns; j++) {
            double weight = (s[j] - s[n + j]) / range[j];
            weights.add(weight);
            threshold += weight * least[j];
          }
          // In the middle of the gap, so that rounding moves no point across.
          return new Separable(weights, threshold - 0.5);
        });
  }

  /** Shares p of the one class and q of the other, each of sum 1, with equal means. */
  private Optional<Separation> commonMean() {
    List<LinearConstraint> constraints = new ArrayList<>();
    for (boolean side : new boolean[] {true, false}) {
      double[] ofSide = new double[firing.length];
      Arrays.setAll(ofSide, row -> firing[row] == side ? 1 : 0);
      constraints.add(new LinearConstraint(ofSide, Relationship.EQ, 1));
    }
    for (int j = 0; j < columns; j++) {
      int column = j;
      double[] difference = new double[firing.length];
      Arrays.setAll(difference, row -> firing[row] ? scaled(row, column) : -scaled(row, column));
      constraints.add(new LinearConstraint(difference, Relationship.EQ, 0));
    }
    return solution(new double[firing.length], constraints)
        .flatMap(shares -> {
          int[] taken = IntStream.range(0, firing.length).filter(row -> shares[row] > LEAST_SHARE).toArray();
          return CommonMean.of(points, columns, firing, taken);
        });
  }

  private static Optional<double[]> solution(double[] objective, List<LinearConstraint> constraints) {
    try {
      return Optional.of(
          new SimplexSolver()
              .optimize(
                  new MaxIter(MOST_PIVOTS),
                  new LinearObjectiveFunction(objective, 0),
                  new LinearConstraintSet(constraints),
                  GoalType.MINIMIZE,
                  new NonNegativeConstraint(true),
                  PivotSelectionRule.BLAND) // the rule that never runs in circles
              .getPoint());
    } catch (MathIllegalStateException e) {
      return Optional.empty(); // no point meets the constraints
    }
  }
}
