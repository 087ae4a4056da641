package hillock.classic.learning;

import hillock.classic.boltzmann.ClassificationRbm;
import hillock.classic.boltzmann.ClassificationRbmStep;
import hillock.classic.boltzmann.ContrastiveDivergence;
import hillock.classic.boltzmann.HiddenFeatures;
import hillock.classic.boltzmann.RbmStep;
import hillock.classic.boltzmann.Visible;
import hillock.data.ClassTarget;
import hillock.data.Dataset;
import hillock.data.InputsTarget;
import hillock.data.NoTarget;
import hillock.data.NoTarget.Output;
import hillock.data.NumberTarget;
import hillock.data.TargetEncoder;
import hillock.experiment.Defaults;
import hillock.experiment.Recipe;
import hillock.experiment.UnsupervisedMethod;
import hillock.kernel.Engine;
import hillock.nn.CrossEntropy;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.Adam;
import hillock.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The restricted Boltzmann machine. For a target with classes it has visible units for the inputs and for the class,
 * whose probabilities given the inputs are exact. Larochelle and Bengio 2008. Without a target it learns the inputs
 * alone, by contrastive divergence, and the network says the probabilities of its hidden units and how badly these
 * rebuild a row, {@link HiddenFeatures}. Inputs are standardised and so are Gaussian visible units.
 *
 * @param hidden number of hidden units, at least 1; default 64
 * @param generative weight of learning what the inputs look like, beside telling classes apart; 0 or more, default
 *     0.01; has no meaning without a target
 * @param rate learning rate of Adam, above 0; default 0.003
 */
public record Rbm(int hidden, double generative, double rate) implements UnsupervisedMethod {
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
  public NoTarget outputs() {
    List<Output> outputs = new ArrayList<>();
    for (int j = 1; j <= hidden; j++) {
      outputs.add(new Output("hidden_" + j));
    }
    outputs.add(new Output("error", "reconstructionError"));
    return new NoTarget(outputs);
  }

  @Override
  public Plan plan(Dataset train, TargetEncoder target) {
    int batch = Defaults.batch(train.size());
    int epochs = Defaults.epochs(train.size());
    return switch (target) {
      case ClassTarget classes ->
          new Plan(new ClassificationRbm(hidden, classes.width()), new CrossEntropy(), batch, epochs);
      case NoTarget _ -> new Plan(new HiddenFeatures(hidden), new MeanSquaredError(), batch, epochs);
      case NumberTarget _, InputsTarget _ -> throw NumbersRefused.by(this, target);
    };
  }

  @Override
  public TrainingStep step(Network network, Recipe recipe, Dataset train, long seed, Engine engine) {
    Adam adam = new Adam(rate);
    if (!(network.spec() instanceof HiddenFeatures features)) {
      return new ClassificationRbmStep(network, Visible.GAUSSIAN, generative, adam).seed(seed).engine(engine);
    }
    var machine =
        hillock.classic.boltzmann.Rbm.over(
            Network.over(features.machine(), network.input(), network.parameters().values()));
    return new RbmStep(machine, new ContrastiveDivergence(1), adam).seed(seed).engine(engine);
  }

  /** A machine whose hidden units change nothing: it rebuilds the bias of its visible units. */
  @Override
  public Network mean(Shape input, float[] mean) {
    float[] parameters = new float[mean.length * hidden + hidden + mean.length];
    System.arraycopy(mean, 0, parameters, parameters.length - mean.length, mean.length);
    return Network.over(new HiddenFeatures(hidden), input, parameters);
  }
}
