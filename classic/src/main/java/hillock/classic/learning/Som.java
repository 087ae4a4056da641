package hillock.classic.learning;

import hillock.classic.map.Lattice;
import hillock.classic.map.SelfOrganizingMap;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import hillock.experiment.LearningMethod;
import hillock.experiment.Recipe;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import hillock.train.TrainingStep;

/**
 * The self-organising map for a target with classes: the map learns the inputs alone, in batches, and then each unit
 * says how the training rows that it matches best are shared among the classes. Kohonen 1982.
 *
 * @param rows of the grid; 0, the default, for about {@code 5·√n} units for n rows
 * @param columns of the grid; 0 likewise
 * @param lattice how units lie side by side; {@link Lattice#HEXAGONAL} by default
 */
public record Som(int rows, int columns, Lattice lattice) implements LearningMethod {
  private static final int BATCH = 256;
  private static final int EPOCHS = 50;

  /** Checks the ranges. */
  public Som {
    if (rows < 0 || columns < 0 || (rows == 0) != (columns == 0)) {
      throw new IllegalArgumentException(
          "som: got %d rows of %d units, expected at least 1 of each, or neither".formatted(rows, columns));
    }
  }

  /** A honeycomb by the number of rows. */
  public Som() {
    this(0, 0);
  }

  /** A honeycomb of this size. */
  public Som(int rows, int columns) {
    this(rows, columns, Lattice.HEXAGONAL);
  }

  @Override
  public Plan plan(Dataset train, TargetEncoder target) {
    if (!train.hasLabels()) {
      throw new DataException(
          "network",
          "'som' for the numbers of '" + target.name() + "'",
          "a target with classes",
          "With --task classes each value is taken for a class.");
    }
    SelfOrganizingMap usual = SelfOrganizingMap.forExamples(train.size());
    SelfOrganizingMap map =
        rows == 0
            ? new SelfOrganizingMap(usual.rows(), usual.columns(), lattice)
            : new SelfOrganizingMap(rows, columns, lattice);
    return new Plan(new LabelledMap(map, target.width()), new CrossEntropy(), BATCH, EPOCHS);
  }

  @Override
  public TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine) {
    return new LabelledMapTraining(network, train, recipe.batch(), recipe.epochs(), seed, engine);
  }
}
