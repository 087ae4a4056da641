package hillock.classic.learning;

import hillock.classic.boltzmann.ClassificationRbm;
import hillock.classic.boltzmann.ClassificationRbmStep;
import hillock.classic.boltzmann.Visible;
import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import hillock.experiment.Defaults;
import hillock.experiment.LearningMethod;
import hillock.experiment.Recipe;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.Network;
import hillock.train.Adam;
import hillock.train.TrainingStep;

/**
 * The restricted Boltzmann machine for a target with classes: visible units for the inputs and for the class, whose
 * probabilities given the inputs are exact. Inputs are standardised and so are Gaussian visible units. Larochelle and
 * Bengio 2008.
 *
 * @param hidden number of hidden units, at least 1; default 64
 * @param generative weight of learning what the inputs look like, beside telling classes apart; 0 or more, default 0.01
 * @param rate learning rate of Adam, above 0; default 0.003
 */
public record Rbm(int hidden, double generative, double rate) implements LearningMethod {
  /** Checks the ranges. */
  public Rbm {
    if (hidden < 1 || !(generative >= 0 && generative < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "rbm: got %d hidden units and a generative part of %s, expected at least 1 and at least 0"
              .formatted(hidden, generative));
    }
    new Adam(rate); // checks its range
  }

  /** With 64 hidden units. */
  public Rbm() {
    this(64);
  }

  /** With this number of hidden units. */
  public Rbm(int hidden) {
    this(hidden, 0.01, 0.003);
  }

  @Override
  public Plan plan(Dataset train, TargetEncoder target) {
    if (!train.hasLabels()) {
      throw new DataException(
          "network",
          "'rbm' for the numbers of '" + target.name() + "'",
          "a target with classes",
          "With --task classes each value is taken for a class.");
    }
    int n = train.size();
    return new Plan(
        new ClassificationRbm(hidden, target.width()), new CrossEntropy(), Defaults.batch(n), Defaults.epochs(n));
  }

  @Override
  public TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine) {
    return new ClassificationRbmStep(network, Visible.GAUSSIAN, generative, new Adam(rate)).seed(seed).engine(engine);
  }
}
