package hillock.experiment;

import hillock.data.Dataset;
import hillock.data.TargetEncoder;
import hillock.data.TextPreprocessor;
import hillock.kernel.Engine;
import hillock.nn.Autoencoder;
import hillock.nn.Dense;
import hillock.nn.Flatten;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Network;
import hillock.nn.Reshape;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.train.AdamW;
import hillock.train.ConstantRate;
import hillock.train.Evaluator;
import hillock.train.Lbfgs;
import hillock.train.OneCycle;
import hillock.train.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The simple methods that a network has to beat, learned from the same training part with the same inputs: the majority
 * class or the mean (for a forecast, the last value and that of one season before), and a linear model (softmax or
 * logistic regression, or ridge regression of the target as it is encoded). Beside an autoencoder the mean of every
 * input, and an autoencoder without activations with a code of the same size. Without a target the mean alone.
 */
final class Baselines {
  private static final int BATCH = 256;
  private static final double LINEAR_RATE = 0.01;
  private static final int LINEAR_STEPS = 3000;
  private static final int MOST_EPOCHS = 100;
  private static final int MOST_VALUES = 4_000_000;
  private static final int LBFGS_ITERATIONS = 20;
  private static final int LBFGS_STEPS = 25;
  private static final int LBFGS_HISTORY = 10;

  private final PreparedExperiment experiment;
  private final Fit fit;
  private final Engine engine;
  private final Dataset train;
  private final @Nullable Dataset validation;

  Baselines(PreparedExperiment experiment, Fit fit, Engine engine) {
    this.experiment = experiment;
    this.fit = fit;
    this.engine = engine;
    train = experiment.part("train");
    Dataset held = experiment.part("validation");
    validation = held.size() == 0 ? null : held;
  }

  /** Each method's score on the rows of a part, the simplest first. */
  List<Baseline> on(String part) {
    Dataset rows = experiment.part(part);
    List<Baseline> baselines = new ArrayList<>();
    ForecastPlan plan = experiment.forecast().orElse(null);
    if (plan != null) {
      baselines.add(naive(plan, "last value", 1, part, rows));
      if (plan.period() > 1) {
        baselines.add(naive(plan, "seasonal naive", plan.period(), part, rows));
      }
      baselines.add(new Baseline("linear model", Score.of(linear(rows), experiment.metrics())));
      return baselines;
    }
    if (experiment.recipe().method().orElse(null) instanceof UnsupervisedMethod method && !experiment.hasTarget()) {
      Network mean = method.mean(experiment.inputShape(), means());
      Predictions told = new Measured(experiment, mean, engine).predictions(rows);
      return List.of(new Baseline("mean", Score.of(told, experiment.metrics())));
    }
    if (experiment.reconstructs()) {
      baselines.add(new Baseline("mean", Score.of(RowErrors.of(rows, means()), experiment.metrics())));
      linearAutoencoder()
          .ifPresent(network ->
              baselines.add(
                  new Baseline(
                      "linear autoencoder", Score.of(new RowErrors(network, engine).of(rows), experiment.metrics()))));
      return baselines;
    }
    baselines.add(train.hasLabels() ? majority(rows) : mean(rows));
    if (experiment.preprocessor() instanceof TextPreprocessor text) {
      if (train.hasLabels()) {
        float[] told = new NaiveBayes(train, text.vocabulary().size()).predict(rows);
        baselines.add(
            new Baseline(
                "naive Bayes", Score.of(Predictions.ofClasses(train.classNames().size(), told, rows.labels()))));
      }
      return baselines;
    }
    if (experiment.recipe().method().orElse(null) instanceof RatingsMethod method) {
      float[] told = method.baselineEstimates(train, rows);
      baselines.add(new Baseline("baseline estimates", Score.of(Predictions.ofValues(1, told, rows.targets()))));
      return baselines;
    }
    baselines.add(new Baseline("linear model", Score.of(linear(rows))));
    return baselines;
  }

  private Baseline naive(ForecastPlan plan, String name, int season, String part, Dataset rows) {
    float[] told = plan.naive(season, experiment.rows(part));
    float[] truth = experiment.decoded(Predictions.ofValues(plan.horizon(), rows.targets(), rows.targets())).targets();
    return new Baseline(name, Score.of(Predictions.ofValues(plan.horizon(), told, truth), experiment.metrics()));
  }

  /** Predicts every class with its share of the training part, so that the most frequent one wins. */
  private Baseline majority(Dataset rows) {
    int k = train.classNames().size();
    int[] counts = train.classCounts();
    float[] probabilities = new float[rows.size() * k];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = (float) counts[i % k] / train.size();
    }
    return new Baseline("majority class", Score.of(Predictions.ofClasses(k, probabilities, rows.labels())));
  }

  /** The mean in the target's own unit, also when its logarithm is learned. */
  private Baseline mean(Dataset rows) {
    Predictions truths =
        experiment.decoded(
            Predictions.ofValues(train.targetNames().size(), train.targets().clone(), train.targets().clone()));
    int k = truths.columns();
    double[] sums = new double[k];
    for (int i = 0; i < truths.targets().length; i++) {
      sums[i % k] += truths.targets()[i] / (double) train.size();
    }
    Predictions measured = experiment.decoded(Predictions.ofValues(k, rows.targets().clone(), rows.targets().clone()));
    float[] means = new float[measured.targets().length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) sums[i % k];
    }
    return new Baseline("mean", Score.of(Predictions.ofValues(k, means, measured.targets())));
  }

  /** The mean of every input over the training part. */
  private float[] means() {
    double[] sums = new double[train.sampleShape().size()];
    float[] x = new float[sums.length];
    for (int r = 0; r < train.size(); r++) {
      train.gather(r, x, 0);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += x[j];
      }
    }
    for (int j = 0; j < sums.length; j++) {
      x[j] = (float) (sums[j] / train.size());
    }
    return x;
  }

  /** Two dense layers around a code of as many numbers; none when the code is no narrower than the input. */
  private Optional<Network> linearAutoencoder() {
    Network narrow = Autoencoder.encoder(experiment.network());
    int inputs = train.sampleShape().size();
    int code = narrow.output().size();
    if (code >= inputs) {
      return Optional.empty();
    }
    Spec layers =
        new Sequential(
            new Flatten(),
            new Dense(code),
            new Dense(inputs),
            new Reshape(Arrays.stream(experiment.inputShape().toArray()).boxed().toList()));
    Recipe recipe = iterated(layers, new MeanSquaredError());
    Network network = Network.of(layers, experiment.inputShape(), experiment.seed());
    fit.trainQuietly(network, recipe);
    return Optional.of(network);
  }

  private Predictions linear(Dataset rows) {
    if (train.hasTargets() && train.sampleShape().size() <= Ridge.MOST_INPUTS) {
      float[] predicted = Ridge.fit(train, validation).predict(rows);
      return experiment.decoded(Predictions.ofValues(rows.targetNames().size(), predicted, rows.targets()));
    }
    Recipe recipe = linearRecipe();
    Network network = Network.of(recipe.network(), experiment.inputShape(), experiment.seed());
    fit.trainQuietly(network, recipe);
    return experiment.decoded(
        Objects.requireNonNull(new Evaluator(network, recipe.loss(), engine).of(rows.batches(BATCH)).predictions()));
  }

  private Recipe linearRecipe() {
    TargetEncoder target = experiment.preprocessor().target();
    // A method of its own may judge by a loss that has no slope.
    boolean ownMethod = experiment.recipe().method().isPresent();
    Loss loss = ownMethod ? Defaults.loss(target) : experiment.recipe().loss();
    List<Spec> layers = new ArrayList<>();
    if (train.sampleShape().rank() > 1) {
      layers.add(new Flatten());
    }
    layers.add(new Dense(Defaults.outputs(loss, target)));
    Spec network = new Sequential(layers);
    if ((long) train.size() * train.sampleShape().size() <= MOST_VALUES) {
      // To the minimum of the summed loss plus |w|²/2, the usual logistic regression: a baseline that stops short of
      // its best would flatter the network.
      Lbfgs lbfgs = new Lbfgs(1, LBFGS_ITERATIONS, LBFGS_HISTORY, true, 1.0 / train.size());
      return new Recipe(network, loss, lbfgs, new ConstantRate(), train.size(), LBFGS_STEPS, 0);
    }
    return iterated(network, loss);
  }

  /** In many small steps. */
  private Recipe iterated(Spec network, Loss loss) {
    int batch = Math.clamp(train.size() / 20, 16, BATCH);
    int steps = (train.size() + batch - 1) / batch;
    int epochs = Math.clamp(LINEAR_STEPS / steps, 5, MOST_EPOCHS);
    return new Recipe(network, loss, new AdamW(LINEAR_RATE, 0), new OneCycle(), batch, epochs, 0);
  }
}
