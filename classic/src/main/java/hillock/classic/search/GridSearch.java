package hillock.classic.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Learning by brute force: the loss at every combination of evenly spaced values, of which the best is taken. For n
 * coordinates and k values these are {@code k^n} losses, the curse of dimensionality.
 *
 * @param low least value of each coordinate
 * @param high largest value
 * @param values of each coordinate, ends included, at least 2
 */
public record GridSearch(double low, double high, int values) {
  /** Checks the ranges. */
  public GridSearch {
    if (!(low < high) || values < 2) {
      throw new IllegalArgumentException(
          "grid search: got %d values from %s to %s, expected at least 2 from a smaller to a larger number"
              .formatted(values, low, high));
    }
  }

  /**
   * The best point of a grid.
   *
   * @param coordinates where it lies
   * @param loss there; of equal ones the first
   * @param evaluations losses computed
   */
  public record Found(List<Double> coordinates, double loss, long evaluations) {
    /** Copies the list. */
    public Found {
      coordinates = List.copyOf(coordinates);
    }
  }

  /** Distance of neighbouring values. */
  public double step() {
    return (high - low) / (values - 1);
  }

  /** A value of the grid, i from 0. */
  public double value(int i) {
    return low + i * step();
  }

  /** How many losses a search takes over so many coordinates: {@code values^coordinates}. */
  public double evaluations(int coordinates) {
    double product = 1;
    for (int k = 0; k < coordinates; k++) {
      product *= values;
    }
    return product;
  }

  /** Tries all of them. */
  public Found over(ErrorSurface surface) {
    int n = surface.dimensions();
    int[] place = new int[n];
    double[] point = new double[n];
    double[] best = new double[n];
    double least = Double.POSITIVE_INFINITY;
    long count = 0;
    boolean more = true;
    while (more) {
      for (int k = 0; k < n; k++) {
        point[k] = value(place[k]);
      }
      double loss = surface.at(point);
      count++;
      if (loss < least) {
        least = loss;
        System.arraycopy(point, 0, best, 0, n);
      }
      more = next(place);
    }
    List<Double> coordinates = new ArrayList<>();
    for (double c : best) {
      coordinates.add(c);
    }
    return new Found(coordinates, least, count);
  }

  /** The next combination, the last coordinate changing fastest; whether there is one. */
  private boolean next(int[] place) {
    for (int k = place.length - 1; k >= 0; k--) {
      place[k]++;
      if (place[k] < values) {
        return true;
      }
      place[k] = 0;
    }
    return false;
  }
}
