package hillock.experiment;

import hillock.data.DataException;
import hillock.data.Dataset;
import hillock.data.NumberTarget;
import hillock.data.Preprocessor;
import hillock.data.RawData;
import hillock.data.SeriesPreprocessor;
import hillock.data.Table;
import hillock.data.TablePreprocessor;
import hillock.data.Task;
import hillock.data.TextPreprocessor;
import hillock.data.augment.Augmentation;
import hillock.kernel.Engine;
import hillock.kernel.Team;
import hillock.model.WeightsHash;
import hillock.nn.Network;
import hillock.tensor.Shape;
import hillock.train.Diagnosis;
import hillock.train.LearningRateFinder;
import hillock.train.Metric;
import hillock.train.Outcome;
import hillock.train.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An experiment whose task is known, whose rows are split and whose preprocessing is learned: all that can be said
 * before training.
 */
public final class PreparedExperiment {
  /** Rows that go through a network at once when it is measured. */
  static final int EVALUATED = 256;

  private final Settings settings;
  private final RowParts parts;
  private final Preprocessor preprocessor;
  private final Dataset train;
  private final Dataset validation;
  private final Dataset test;
  private final Recipe recipe;
  private final Shape inputShape;
  private final List<String> methodNotes;

  private PreparedExperiment(
      Settings settings, RowParts parts, Preprocessor preprocessor, Dataset train, Dataset validation, Dataset test) {
    this.settings = settings;
    this.parts = parts;
    this.preprocessor = preprocessor;
    this.recipe = Defaults.recipe(settings, train, preprocessor);
    boolean measured = settings.network == null && settings.preset == null && settings.method == null;
    this.inputShape = measured ? preprocessor.inputShape() : fittingShape();
    this.train = train.reshaped(inputShape);
    this.validation = validation.reshaped(inputShape);
    this.test = test.reshaped(inputShape);
    methodNotes = recipe.method().map(method -> method.notes(this.train)).orElse(List.of());
    // Now, so that a network that does not fit the data is told before any work.
    checkOutputs(network().output());
    if (!settings.augmentations.isEmpty()) {
      train.batches(1).augmented(settings.augmentations);
    }
  }

  /**
   * The shape in which the given network takes the inputs: their own, that of the images they are, or a plain row;
   * whichever comes first of those on which it can be built with the outputs needed. So a network of dense layers takes
   * images and a convolutional one a table of pixels.
   */
  private Shape fittingShape() {
    Shape own = preprocessor.inputShape();
    return Stream.of(own, preprocessor.imageShape().orElse(own), Shape.of(own.size()))
        .distinct()
        .filter(this::fits)
        .findFirst()
        .orElse(own);
  }

  private boolean fits(Shape input) {
    try {
      Shape output = Network.of(recipe.network(), input, settings.seed).output();
      return output.size() == Defaults.outputs(recipe.loss(), preprocessor.target());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void checkOutputs(Shape got) {
    int expected = Defaults.outputs(recipe.loss(), preprocessor.target());
    if (got.size() != expected) {
      boolean classes = task().isClassification();
      throw new DataException(
          "network",
          got.size() + " outputs",
          expected
              + (classes && expected > 1 ? ", one for each class of '" : ", for '")
              + preprocessor.target().name()
              + "' and the loss "
              + recipe.loss().getClass().getSimpleName(),
          "End it with dense(" + expected + ").");
    }
  }

  static PreparedExperiment of(Settings settings, RowParts parts) {
    RawData training = parts.data().subset(parts.train());
    Preprocessor preprocessor = preprocessor(settings, parts, training);
    return new PreparedExperiment(
        settings,
        parts,
        preprocessor,
        preprocessor.transform(training),
        preprocessor.transform(parts.data().subset(parts.validation())),
        preprocessor.transform(parts.testData().subset(parts.test())));
  }

  private static Preprocessor preprocessor(Settings settings, RowParts parts, RawData training) {
    TextInput text = settings.text;
    ForecastPlan forecast = parts.forecast();
    if (text != null && (forecast != null || !(training instanceof Table))) {
      throw new DataException(
          "text", forecast != null ? "a forecast" : "data without columns", "a table with a column of texts", "");
    }
    if (text != null && training instanceof Table table) {
      return TextPreprocessor.fit(table, parts.task(), text.column(), text.level(), text.tokens(), text.length());
    }
    if (settings.method instanceof RatingsMethod && training instanceof Table table) {
      return TablePreprocessor.ofRatings(table);
    }
    if (parts.task().kind() == Task.Kind.NONE) {
      return Preprocessor.fit(training, Unsupervised.outputs(settings));
    }
    return forecast == null ? Preprocessor.fit(training, parts.task()) : forecast.preprocessor();
  }

  /** What is predicted, and why it is taken for that. */
  public Task task() {
    return parts.task();
  }

  /** Whether something is predicted, so that there is a truth to compare with. */
  public boolean hasTarget() {
    return task().kind() != Task.Kind.NONE;
  }

  /** All rows with a known target, as they were given. */
  public RawData data() {
    return parts.data();
  }

  /** How a series is cut into windows, when the task is a forecast. */
  public Optional<ForecastPlan> forecast() {
    return Optional.ofNullable(parts.forecast());
  }

  /** Whether the network is an autoencoder, which learns to rebuild its inputs. */
  public boolean reconstructs() {
    return task().kind() == Task.Kind.RECONSTRUCTION;
  }

  /** What results are measured by, the most important first. */
  public List<Metric> metrics() {
    return preprocessor instanceof SeriesPreprocessor series
        ? Score.forecastMetrics(series)
        : Score.metrics(preprocessor.target());
  }

  /** What was learned from the training part to make inputs of raw rows. */
  public Preprocessor preprocessor() {
    return preprocessor;
  }

  /** Decisions about rows and columns, in sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(parts.notes());
    notes.addAll(preprocessor.notes());
    notes.addAll(methodNotes);
    return notes;
  }

  /** How the network is made and trained. */
  public Recipe recipe() {
    return recipe;
  }

  /** Decides splits, initial weights, order of rows and dropout. */
  public long seed() {
    return settings.seed;
  }

  /** Random changes of the training images, in order; none by default. */
  public List<Augmentation> augmentations() {
    return settings.augmentations;
  }

  /** Threads to compute with. */
  public int threads() {
    return settings.threads;
  }

  /** The encoded rows of {@code train}, {@code validation} or {@code test}. */
  public Dataset part(String name) {
    return switch (name) {
      case "train" -> train;
      case "validation" -> validation;
      case "test" -> test;
      default -> throw new IllegalArgumentException("part: got '" + name + "', expected train, validation or test");
    };
  }

  /** The rows of a part as they were given. */
  public RawData raw(String name) {
    return switch (name) {
      case "train" -> parts.data().subset(parts.train());
      case "validation" -> parts.data().subset(parts.validation());
      default -> parts.testData().subset(parts.test());
    };
  }

  /** Whether the test rows came by themselves, so that their numbers count among themselves. */
  public boolean hasOwnTestData() {
    return parts.testData() != parts.data();
  }

  /** For each row of a part its number in the data as given, from 0; test data of its own counts by itself. */
  public int[] rows(String name) {
    int[] rows =
        switch (name) {
          case "train" -> parts.train();
          case "validation" -> parts.validation();
          default -> parts.test();
        };
    boolean own = name.equals("test") && hasOwnTestData();
    return own ? rows.clone() : Arrays.stream(rows).map(r -> parts.original()[r]).toArray();
  }

  /** Shape of one sample as the network takes it. */
  public Shape inputShape() {
    return inputShape;
  }

  /** A network with its initial weights. */
  public Network network() {
    return Network.of(recipe.network(), inputShape, settings.seed);
  }

  /** Trains and measures. */
  public ExperimentResult run() {
    return run(new RunListener() {});
  }

  /** Trains and measures, telling how it goes; see {@link RunListener#stoppable} to end it early. */
  public ExperimentResult run(RunListener listener) {
    try (Team team = Team.of(settings.threads)) {
      Engine engine = Engine.of(settings.kernels.kernels(), team);
      Network network = network();
      Fit fit = new Fit(settings, this, engine);
      Optional<LearningRateFinder.Result> search =
          settings.findLearningRate ? Optional.of(fit.findLearningRate(network, recipe)) : Optional.empty();
      search.ifPresent(found -> listener.learningRateFound(found.suggestion()));
      Recipe chosen = search.map(found -> recipe.withLearningRate(found.suggestion())).orElse(recipe);
      Outcome outcome = fit.train(network, chosen, listener);
      Measured measured = new Measured(this, network, engine);
      Predictions trained = measured.predictions(train);
      Optional<Predictions> validated =
          validation.size() == 0 ? Optional.empty() : Optional.of(measured.predictions(validation));
      Optional<Predictions> tested = test.size() == 0 ? Optional.empty() : Optional.of(measured.predictions(test));
      String on = tested.isPresent() ? "test" : validated.isPresent() ? "validation" : "train";
      List<Baseline> baselines =
          settings.baselines && !(outcome instanceof Outcome.Interrupted)
              ? new Baselines(this, fit, engine).on(on)
              : List.of();
      return new ExperimentResult(
          this,
          chosen,
          search,
          network,
          outcome,
          fit.keptEpoch(),
          fit.seconds(),
          fit.examplesPerSecond(),
          engine.kernels().name(),
          Score.of(trained, metrics()),
          validated.map(p -> Score.of(p, metrics())),
          tested.map(p -> Score.withIntervals(p, metrics(), settings.seed)),
          baselines,
          tested.or(() -> validated).orElse(trained),
          WeightsHash.of(network.parameters()),
          fit.watch().epochs(),
          Diagnosis.of(fit.watch()));
    }
  }

  /** Predictions in the unit of the target. */
  Predictions decoded(Predictions predictions) {
    return preprocessor.target() instanceof NumberTarget numbers
        ? UnitMetric.decoded(predictions, numbers)
        : predictions;
  }
}
