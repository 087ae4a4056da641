package hillock.experiment;

import hillock.data.DataException;
import hillock.data.RawData;
import hillock.data.Task;
import hillock.data.augment.Augmentation;
import hillock.kernel.KernelChoice;
import hillock.nn.Activation;
import hillock.nn.Loss;
import hillock.nn.Preset;
import hillock.nn.Spec;
import hillock.train.Optimizer;
import hillock.train.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What to train on what: data, and any wishes; {@link Defaults} decide the rest. Immutable: each method returns a
 * changed copy, so that variants of one experiment share a line.
 *
 * <pre>{@code
 * Experiment houses = Experiment.on(table).target("price").epochs(50);
 * ExperimentResult small = houses.hidden(32).run();
 * ExperimentResult large = houses.hidden(256, 128).run();
 * }</pre>
 */
public final class Experiment {
  private final Settings settings;

  private Experiment(Settings settings) {
    this.settings = settings;
  }

  /** An experiment on a table, or on arrays with labels or targets. */
  public static Experiment on(RawData data) {
    return new Experiment(new Settings(data));
  }

  private Experiment with(Consumer<Settings> change) {
    Settings copy = settings.copy();
    change.accept(copy);
    return new Experiment(copy);
  }

  /** The column to predict; by default one named like a target, otherwise the last. */
  public Experiment target(String column) {
    return with(s -> s.target = column);
  }

  /**
   * The kind of task; by default it is inferred from the target. With {@link Task.Kind#NONE} an {@link
   * UnsupervisedMethod} learns how the rows are, without the target column if there is one; it does so by itself when
   * no target was named and no column looks like one.
   */
  public Experiment task(Task.Kind kind) {
    return with(s -> s.kind = kind);
  }

  /**
   * Forecasts a column of a table whose rows follow each other in time, instead of predicting rows one by one. The
   * parts follow each other in time, too: the last rows are the test, those before them the validation.
   */
  public Experiment forecast(Forecast wish) {
    return with(s -> s.forecast = wish);
  }

  /** Learns from a column of texts alone, token by token. */
  public Experiment text(TextInput input) {
    return with(s -> s.text = input);
  }

  /** Learns ratings of items by users; for a {@link RatingsMethod}. */
  public Experiment ratings(RatingsInput input) {
    return with(s -> s.ratings = input);
  }

  /** Columns to leave out. */
  public Experiment without(String... columns) {
    return with(s -> s.dropped = List.of(columns));
  }

  /**
   * The network up to its output for one task: given whole, so that {@link #hidden} and the like no longer matter. An
   * {@link hillock.nn.Autoencoder} learns to rebuild its inputs, whatever targets or labels the data has.
   */
  public Experiment network(Spec network) {
    return with(s -> {
      s.network = network;
      s.preset = null;
      s.method = null;
    });
  }

  /**
   * The network of this name, made to measure for the data's inputs and outputs. Autoencoders learn to rebuild their
   * inputs, whatever targets or labels the data has.
   */
  public Experiment network(Preset preset) {
    return with(s -> {
      s.network = null;
      s.preset = preset;
      s.method = null;
    });
  }

  /** A network that learns by a rule of its own, made to measure for the data. */
  public Experiment network(LearningMethod method) {
    return with(s -> {
      s.network = null;
      s.preset = null;
      s.method = method;
    });
  }

  /** Units of each hidden layer, at least 1; none for a linear model. */
  public Experiment hidden(int... units) {
    for (int u : units) {
      atLeast("hidden", 1, u);
    }
    int[] copy = units.clone();
    return with(s -> s.hidden = copy);
  }

  /** The activation after each hidden layer; ReLU by default. */
  public Experiment activation(Activation activation) {
    return with(s -> s.activation = activation);
  }

  /** Share of the hidden units left out at random in each step, from 0 to below 1. */
  public Experiment dropout(double share) {
    within("dropout", 0, 1, share);
    return with(s -> s.dropout = share);
  }

  /** What training makes small. */
  public Experiment loss(Loss loss) {
    return with(s -> s.loss = loss);
  }

  /**
   * The optimiser, learning rate included; {@link #learningRate}, {@link #weightDecay} and {@link #l1} change parts of
   * it.
   */
  public Experiment optimizer(Optimizer optimizer) {
    return with(s -> s.optimizer = optimizer);
  }

  /** The learning rate, the schedule's peak, greater than 0. */
  public Experiment learningRate(double rate) {
    positive("learning rate", rate);
    return with(s -> {
      s.learningRate = rate;
      s.findLearningRate = false;
    });
  }

  /** Searches the learning rate on the training part before training. */
  public Experiment findLearningRate() {
    return with(s -> {
      s.findLearningRate = true;
      s.learningRate = Double.NaN;
    });
  }

  /** How the learning rate changes during the run. */
  public Experiment schedule(Schedule schedule) {
    return with(s -> s.schedule = schedule);
  }

  /** Weight decay of the optimiser, 0 or more. */
  public Experiment weightDecay(double decay) {
    notNegative("weight decay", decay);
    return with(s -> s.weightDecay = decay);
  }

  /** Strength of L1 of the optimiser, 0 or more: drives weights that are not needed to exactly 0. */
  public Experiment l1(double strength) {
    notNegative("l1", strength);
    return with(s -> s.l1 = strength);
  }

  /** Rows in a step, at least 1. */
  public Experiment batch(int rows) {
    atLeast("batch", 1, rows);
    return with(s -> s.batch = rows);
  }

  /** Most passes over the training part, at least 1. */
  public Experiment epochs(int epochs) {
    atLeast("epochs", 1, epochs);
    return with(s -> s.epochs = epochs);
  }

  /**
   * Share of the rows that are not for the test to choose the best epoch with, from 0 (none) to below 1; 0.2 by
   * default.
   */
  public Experiment validation(double share) {
    within("validation", 0, 1, share);
    return with(s -> s.validation = share);
  }

  /** Share of all rows to measure the result on, used for nothing else; from 0 (none) to below 1; 0.2 by default. */
  public Experiment test(double share) {
    within("test", 0, 1, share);
    return with(s -> s.test = share);
  }

  /** Rows to measure the result on that come with the data, such as MNIST's; instead of a share. */
  public Experiment testData(RawData data) {
    return with(s -> s.testData = data);
  }

  /**
   * Stops after so many epochs without a better validation loss and keeps the weights of the best; 0 trains all epochs
   * and keeps the last weights.
   */
  public Experiment earlyStopping(int patience) {
    atLeast("early stopping", 0, patience);
    return with(s -> s.earlyStopping = patience);
  }

  /** Stops once the training loss is at most this. */
  public Experiment targetError(double loss) {
    notNegative("target error", loss);
    return with(s -> s.targetError = loss);
  }

  /** Stops once training loss and validation loss differ by at most this, from the second epoch on. */
  public Experiment stopGap(double gap) {
    notNegative("stop gap", gap);
    return with(s -> s.stopGap = gap);
  }

  /** Lets every class count alike in the loss, however rare it is. */
  public Experiment balancedClasses() {
    return with(s -> s.balanced = true);
  }

  /**
   * Changes every training image at random each time it comes; validation and test stay as they are.
   *
   * @param changes made one after the other
   */
  public Experiment augment(Augmentation... changes) {
    return with(s -> s.augmentations = List.of(changes));
  }

  /** Decides splits, initial weights, order of rows and dropout; 1 by default. */
  public Experiment seed(long seed) {
    return with(s -> s.seed = seed);
  }

  /** Threads to compute with, at least 1; they never change the result. By default one a processor. */
  public Experiment threads(int threads) {
    atLeast("threads", 1, threads);
    return with(s -> s.threads = threads);
  }

  /** Which kernels compute; they never change the result. */
  public Experiment kernels(KernelChoice kernels) {
    return with(s -> s.kernels = kernels);
  }

  /** Writes the state of the training to this folder now and then, so that it can be resumed. */
  public Experiment checkpoint(Path folder) {
    return with(s -> s.checkpoint = folder);
  }

  /** Continues from the last checkpoint of the folder; the result has the same bits as that of an uninterrupted run. */
  public Experiment resume(boolean wanted) {
    return with(s -> s.resume = wanted);
  }

  /** Whether to measure simple methods on the same rows, to compare with; true by default. */
  public Experiment baselines(boolean wanted) {
    return with(s -> s.baselines = wanted);
  }

  /** Whether to watch the layers during training and say what seems wrong; true by default, changes no result. */
  public Experiment diagnosis(boolean wanted) {
    return with(s -> s.diagnosis = wanted);
  }

  /**
   * Infers the task, splits the rows and learns the preprocessing, so that all of it can be looked at before training.
   *
   * @throws DataException when data and wishes do not fit together
   */
  public PreparedExperiment prepare() {
    return PreparedExperiment.of(settings.copy(), RowParts.of(settings));
  }

  /** Prepares, trains and measures. */
  public ExperimentResult run() {
    return prepare().run();
  }

  /** Trains k times, each time measuring on another k-th of the rows; see {@link Repetition}. */
  public Repetition crossValidate(int folds) {
    return crossValidate(folds, new RunListener() {});
  }

  /** As above, telling how it goes. */
  public Repetition crossValidate(int folds, RunListener listener) {
    return Repetition.folds(settings.copy(), folds, listener);
  }

  /** Trains n times with the seeds seed, seed + 1, ...: how much is luck? See {@link Repetition}. */
  public Repetition repeat(int times) {
    return repeat(times, new RunListener() {});
  }

  /** As above, telling how it goes. */
  public Repetition repeat(int times, RunListener listener) {
    atLeast("seeds", 2, times);
    return Repetition.seeds(settings.copy(), times, listener);
  }

  private static void atLeast(String what, int least, int got) {
    if (got < least) {
      throw new DataException(what, got + "", "a whole number of at least " + least, "");
    }
  }

  private static void positive(String what, double got) {
    if (!(got > 0) || Double.isInfinite(got)) {
      throw new DataException(what, got + "", "a number greater than 0", "");
    }
  }

  private static void notNegative(String what, double got) {
    if (!(got >= 0) || Double.isInfinite(got)) {
      throw new DataException(what, got + "", "a number of 0 or more", "");
    }
  }

  private static void within(String what, double from, double below, double got) {
    if (!(got >= from && got < below)) {
      throw new DataException(what, got + "", "a number from " + from + " to below " + below, "");
    }
  }
}
