package hillock.experiment;

import hillock.data.Batches;
import hillock.data.Dataset;
import hillock.data.NumberTarget;
import hillock.kernel.Engine;
import hillock.nn.Network;
import hillock.train.Advice;
import hillock.train.Checkpoints;
import hillock.train.Diagnosis;
import hillock.train.EarlyStopping;
import hillock.train.EpochReport;
import hillock.train.LayerWatch;
import hillock.train.LearningRateFinder;
import hillock.train.Listener;
import hillock.train.Metric;
import hillock.train.Monitor;
import hillock.train.Optimizer;
import hillock.train.Outcome;
import hillock.train.Progress;
import hillock.train.StopGap;
import hillock.train.StopRule;
import hillock.train.Supervised;
import hillock.train.TargetError;
import hillock.train.Trainer;
import hillock.train.TrainingStep;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Trains networks of one experiment. */
final class Fit {
  private static final int VALIDATION_BATCH = 256;

  /** Before anything is learned both losses are alike: the rule of the gap waits for the second epoch. */
  private static final int EPOCHS_BEFORE_GAP = 2;

  private final Settings settings;
  private final PreparedExperiment experiment;
  private final Engine engine;
  private final Clock clock = new Clock();
  private final LayerWatch watch = new LayerWatch();
  private int keptEpoch;

  Fit(Settings settings, PreparedExperiment experiment, Engine engine) {
    this.settings = settings;
    this.experiment = experiment;
    this.engine = engine;
  }

  /** Trains as the recipe and all wishes say; the network ends with the weights of its best epoch. */
  Outcome train(Network network, Recipe recipe, RunListener listener) {
    Trainer trainer = trainer(network, recipe).with(clock);
    if (settings.diagnosis && recipe.method().isEmpty()) {
      trainer = trainer.with(watch, new EarlyAdvice(watch, listener));
    }
    trainer = trainer.with(listener).with(rules(recipe));
    if (!Double.isNaN(settings.targetError)) {
      trainer = trainer.with(new TargetError(settings.targetError));
    }
    if (!Double.isNaN(settings.stopGap)) {
      trainer = trainer.with(new StopGap(settings.stopGap, EPOCHS_BEFORE_GAP));
    }
    if (settings.checkpoint != null) {
      trainer = trainer.checkpoint(Checkpoints.in(settings.checkpoint)).resume(settings.resume);
    }
    listener.stoppable(trainer::interrupt);
    Outcome outcome = trainer.fit(batches(recipe), recipe.epochs());
    boolean restored = recipe.patience() > 0 && experiment.part("validation").size() > 0;
    int last = outcome.history().size() - 1;
    keptEpoch = Math.max(0, restored ? Monitor.LOSS.best(outcome.history()) : last);
    return outcome;
  }

  /** Searches the learning rate; the network stays as it is. */
  LearningRateFinder.Result findLearningRate(Network network, Recipe recipe) {
    return new LearningRateFinder().find(supervised(network, recipe), batches(recipe));
  }

  /** Trains a network that is only there to compare with. */
  void trainQuietly(Network network, Recipe recipe) {
    trainer(network, recipe).fit(plainBatches(recipe), recipe.epochs());
  }

  private Batches batches(Recipe recipe) {
    return plainBatches(recipe).augmented(settings.augmentations).on(engine.team());
  }

  private Batches plainBatches(Recipe recipe) {
    Dataset train = experiment.part("train");
    return recipe
        .method()
        .map(method -> method.samples(train))
        .orElse(train)
        .shuffled(settings.seed)
        .batches(recipe.batch());
  }

  private Trainer trainer(Network network, Recipe recipe) {
    Trainer trainer = Trainer.of(step(network, recipe)).schedule(recipe.schedule());
    Dataset validation = experiment.part("validation");
    if (validation.size() > 0) {
      Batches batches = validation.batches(VALIDATION_BATCH);
      trainer = experiment.hasTarget() ? trainer.validate(batches, metric(validation)) : trainer.validate(batches);
      if (recipe.patience() > 0) {
        trainer = trainer.with(new EarlyStopping(recipe.patience()));
      }
    }
    return trainer;
  }

  private static StopRule[] rules(Recipe recipe) {
    return recipe.method().map(LearningMethod::stopRules).orElse(List.of()).toArray(StopRule[]::new);
  }

  private TrainingStep step(Network network, Recipe recipe) {
    return recipe
        .method()
        .map(method -> method.step(network, recipe, experiment.part("train"), settings.seed, engine))
        .orElseGet(() -> supervised(network, recipe));
  }

  private Supervised supervised(Network network, Recipe recipe) {
    Optimizer optimizer = recipe.optimizer().orElseThrow();
    Supervised step =
        experiment.reconstructs()
            ? TrainingStep.reconstruction(network, recipe.loss(), optimizer)
            : TrainingStep.supervised(network, recipe.loss(), optimizer);
    return step.seed(settings.seed).engine(engine);
  }

  private Metric metric(Dataset data) {
    Metric first = Score.metrics(data.hasLabels()).getFirst();
    return experiment.preprocessor().target() instanceof NumberTarget target ? new UnitMetric(first, target) : first;
  }

  /** Epoch, from 0, whose weights were kept. */
  int keptEpoch() {
    return keptEpoch;
  }

  /** Seconds of training, those before a resume included. */
  double seconds() {
    return clock.seconds;
  }

  /** Training rows a second. */
  double examplesPerSecond() {
    return clock.examplesPerSecond;
  }

  /** What the layers told while they trained; nothing when nobody watched. */
  LayerWatch watch() {
    return watch;
  }

  /** Passes advice on during the run, each symptom once. */
  private static final class EarlyAdvice implements Listener {
    private final LayerWatch watch;
    private final RunListener listener;
    private final Set<String> told = new HashSet<>();

    EarlyAdvice(LayerWatch watch, RunListener listener) {
      this.watch = watch;
      this.listener = listener;
    }

    @Override
    public void epochEnded(EpochReport report, Progress progress) {
      for (Advice advice : Diagnosis.early(watch)) {
        if (told.add(advice.symptom())) {
          listener.advised(advice);
        }
      }
    }
  }

  private static final class Clock implements Listener {
    private double seconds;
    private double examplesPerSecond;

    @Override
    public void epochEnded(EpochReport report, Progress progress) {
      seconds = progress.history().seconds();
      examplesPerSecond = progress.examplesPerSecond();
    }
  }
}
