package hillock.classic.map;

import hillock.nn.Module;
import hillock.nn.Scope;
import hillock.nn.Spec;
import hillock.nn.Uniform;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tensor;

/**
 * A layer of units on a grid, each with a prototype m of the inputs: {@code y_u = Σ_j (x_j - m_uj)²}, [n, ...input] to
 * [n, units], the squared distance of each example to each prototype. The unit with the least is the best match.
 *
 * <p>{@link MapLearning} makes it a self-organising map, where units side by side have prototypes that are alike.
 * Kohonen 1982, "Self-organized formation of topologically correct feature maps".
 *
 * <p>Parameters: {@code codebook} [inputs, units], the prototypes as columns, initially uniform from -1 to 1; see
 * {@link Start} for better beginnings.
 *
 * @param rows of the grid, at least 1
 * @param columns of the grid, at least 1
 * @param lattice how units lie side by side; {@link Lattice#HEXAGONAL} by default
 */
public record SelfOrganizingMap(int rows, int columns, Lattice lattice) implements Spec {
  /** Checks the ranges. */
  public SelfOrganizingMap {
    new Grid(rows, columns, lattice);
  }

  /** A honeycomb. */
  public SelfOrganizingMap(int rows, int columns) {
    this(rows, columns, Lattice.HEXAGONAL);
  }

  /**
   * A honeycomb of about {@code 5·√n} units, the usual size for n examples, with five rows to each four columns.
   * Vesanto et al. 2000, "SOM Toolbox for Matlab 5".
   */
  public static SelfOrganizingMap forExamples(int n) {
    double units = 5 * Math.sqrt(Math.max(1, n));
    int columns = Math.max(2, (int) Math.rint(Math.sqrt(0.8 * units)));
    return new SelfOrganizingMap(Math.max(2, (int) Math.rint(units / columns)), columns);
  }

  /** Where the units lie. */
  public Grid grid() {
    return new Grid(rows, columns, lattice);
  }

  @Override
  public Module build(Scope scope, Shape input) {
    if (input.size() == 0) {
      throw new IllegalArgumentException("SelfOrganizingMap: input %s has no values, expected some".formatted(input));
    }
    int units = grid().units();
    Shape shape = Shape.of(input.size(), units);
    return new Built(scope.weight("codebook", shape, new Uniform(), input.size(), units), Shape.of(units));
  }

  private record Built(Parameter codebook, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      return SquaredDistances.of(x, codebook);
    }
  }
}
