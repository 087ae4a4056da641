package hillock.classic.learning;

import hillock.classic.map.Lattice;
import hillock.classic.map.MapLearning;
import hillock.classic.map.MapPlace;
import hillock.classic.map.RandomSamples;
import hillock.classic.map.SelfOrganizingMap;
import hillock.data.ClassTarget;
import hillock.data.Dataset;
import hillock.data.InputsTarget;
import hillock.data.NoTarget;
import hillock.data.NoTarget.Output;
import hillock.data.NumberTarget;
import hillock.data.TargetEncoder;
import hillock.experiment.Recipe;
import hillock.experiment.UnsupervisedMethod;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.TrainingStep;

/**
 * The self-organising map: it learns the inputs alone, in batches. For a target with classes each unit then says how
 * the training rows that it matches best are shared among them; without a target the network says where on the map a
 * row lies, {@link MapPlace}. Kohonen 1982.
 *
 * @param rows of the grid; 0, the default, for about {@code 5·√n} units for n rows
 * @param columns of the grid; 0 likewise
 * @param lattice how units lie side by side; {@link Lattice#HEXAGONAL} by default
 */
public record Som(int rows, int columns, Lattice lattice) implements UnsupervisedMethod {
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
  public NoTarget outputs() {
    return new NoTarget(
        new Output("row"),
        new Output("column"),
        new Output("distance", "quantizationError"),
        new Output("fold", "topographicError"));
  }

  @Override
  public Plan plan(Dataset train, TargetEncoder target) {
    SelfOrganizingMap map = map(train.size());
    return switch (target) {
      case ClassTarget classes -> new Plan(new LabelledMap(map, classes.width()), new CrossEntropy(), BATCH, EPOCHS);
      case NoTarget _ -> new Plan(new MapPlace(map), new MeanSquaredError(), BATCH, EPOCHS);
      case NumberTarget _, InputsTarget _ -> throw NumbersRefused.by(this, target);
    };
  }

  private SelfOrganizingMap map(int n) {
    SelfOrganizingMap usual = SelfOrganizingMap.forExamples(n);
    return rows == 0
        ? new SelfOrganizingMap(usual.rows(), usual.columns(), lattice)
        : new SelfOrganizingMap(rows, columns, lattice);
  }

  @Override
  public TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine) {
    if (!(network.spec() instanceof MapPlace place)) {
      return new LabelledMapTraining(network, train, recipe.batch(), recipe.epochs(), seed, engine);
    }
    Network map = Network.over(place.map(), network.input(), network.parameters().values());
    new RandomSamples(seed).fill(map, train);
    return MapLearning.batch(place.map().grid())
        .over(map, train.batches(recipe.batch()), recipe.epochs())
        .engine(engine);
  }

  /** A map of a single unit. */
  @Override
  public Network mean(Shape input, float[] mean) {
    return Network.over(new MapPlace(new SelfOrganizingMap(1, 1, lattice)), input, mean);
  }
}
