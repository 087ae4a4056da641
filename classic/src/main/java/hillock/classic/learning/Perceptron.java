package hillock.classic.learning;

import hillock.classic.perceptron.Perceptron.Keep;
import hillock.classic.perceptron.ZeroOneLoss;
import hillock.classic.separation.Inseparable;
import hillock.classic.separation.Margin;
import hillock.classic.separation.Separable;
import hillock.classic.separation.Separation;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import hillock.experiment.LearningMethod;
import hillock.experiment.Recipe;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.train.StopRule;
import hillock.train.TargetError;
import hillock.train.TrainingStep;
import java.util.List;
import java.util.Locale;

/**
 * The perceptron for a target with classes: one output for each, learned from mistakes alone. It says a class, not how
 * likely it is: its probabilities are 0 and 1.
 *
 * @param keep which of the weights met on the way the network gets; those of the pocket by default, since they are
 *     right for separable and for other rows
 */
public record Perceptron(Keep keep) implements LearningMethod {
  private static final int BATCH = 64;
  private static final int EPOCHS = 200;

  /** Beyond so many rows or inputs the proof takes longer than learning. */
  private static final int MOST_ROWS = 400;

  private static final int MOST_INPUTS = 50;

  /** With the pocket. */
  public Perceptron() {
    this(Keep.POCKET);
  }

  @Override
  public Plan plan(Dataset train, TargetEncoder target) {
    if (!train.hasLabels()) {
      throw new DataException(
          "network",
          "'perceptron' for the numbers of '" + target.name() + "'",
          "a target with classes",
          "With --task classes each value is taken for a class.");
    }
    return new Plan(hillock.classic.perceptron.Perceptron.network(target.width()), new ZeroOneLoss(), BATCH, EPOCHS);
  }

  @Override
  public TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine) {
    var rule = hillock.classic.perceptron.Perceptron.of(network).engine(engine);
    return switch (keep) {
      case LAST -> rule;
      case POCKET -> rule.pocket(train);
      case AVERAGE -> rule.averaged();
    };
  }

  /** An epoch without mistakes: nothing would change any more. */
  @Override
  public List<StopRule> stopRules() {
    return List.of(new TargetError(0));
  }

  @Override
  public List<String> notes(Dataset train) {
    int columns = train.sampleShape().size();
    if (train.classNames().size() != 2 || train.size() > MOST_ROWS || columns > MOST_INPUTS) {
      return List.of();
    }
    double[] points = new double[train.size() * columns];
    float[] row = new float[columns];
    boolean[] firing = new boolean[train.size()];
    for (int i = 0; i < firing.length; i++) {
      train.gather(i, row, 0);
      for (int j = 0; j < columns; j++) {
        points[i * columns + j] = row[j];
      }
      firing[i] = train.labels()[i] == 1;
    }
    return List.of(
        switch (Separation.of(points, columns, firing)) {
          case Separable neuron ->
              String.format(
                  Locale.ROOT,
                  "A hyperplane separates the classes of the training rows: a perceptron makes at most %.0f mistakes.",
                  Margin.of(points, columns, firing, neuron).mistakeBound());
          case Inseparable mean ->
              "No hyperplane separates the classes of the training rows, which is proved: %d rows of '%s' and %d of '%s'"
                      .formatted(
                          mean.silent().size(),
                          train.classNames().getFirst(),
                          mean.firing().size(),
                          train.classNames().getLast())
                  + " have the same weighted mean.";
        });
  }
}
