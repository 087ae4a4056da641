package hillock.experiment;

import hillock.data.DataOrigin;
import hillock.data.Dataset;
import hillock.data.NoTarget;
import hillock.model.Catalog;
import hillock.model.Model;
import hillock.model.Provenance;
import hillock.nn.Network;
import hillock.train.Advice;
import hillock.train.ConfusionMatrix;
import hillock.train.EpochStatistics;
import hillock.train.LearningRateFinder;
import hillock.train.Outcome;
import hillock.train.Predictions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment went.
 *
 * @param prepared what was trained on what: the task, the rows of each part, the preprocessing
 * @param recipe how it was trained, with the learning rate that was found if it was searched for
 * @param rateSearch the search of the learning rate, when there was one
 * @param network trained, with the weights of the best epoch
 * @param outcome which stop rule ended the training, with the history of all epochs
 * @param keptEpoch number from 0 of the epoch whose weights were kept
 * @param seconds of training
 * @param examplesPerSecond training rows a second
 * @param kernels that computed, such as {@code simd-512}
 * @param train score on the training part
 * @param validation score on the validation part; empty when there is none
 * @param test score on the test part with intervals; empty when there is none
 * @param baselines simple methods on the rows of {@link #measured}
 * @param predictions for the rows of {@link #measured}, in the target's own unit
 * @param weightsSha256 hash of all weights, the same for any number of threads and any kernels
 * @param layers how each layer fared, epoch by epoch; empty when nobody watched
 * @param advice what seems to be wrong, causes first; empty when nothing does, or nobody watched
 */
public record ExperimentResult(
    PreparedExperiment prepared,
    Recipe recipe,
    Optional<LearningRateFinder.Result> rateSearch,
    Network network,
    Outcome outcome,
    int keptEpoch,
    double seconds,
    double examplesPerSecond,
    String kernels,
    Score train,
    Optional<Score> validation,
    Optional<Score> test,
    List<Baseline> baselines,
    Predictions predictions,
    String weightsSha256,
    List<EpochStatistics> layers,
    List<Advice> advice) {
  /** Keeps copies of the lists. */
  public ExperimentResult {
    layers = List.copyOf(layers);
    advice = List.copyOf(advice);
    baselines = List.copyOf(baselines);
  }

  /** The part that the result is measured on: the test part, or the validation or training part when there is none. */
  public String measuredOn() {
    return test.isPresent() ? "test" : validation.isPresent() ? "validation" : "train";
  }

  /** The score on the part that the result is measured on. */
  public Score measured() {
    return test.or(() -> validation).orElse(train);
  }

  /** Epochs trained. */
  public int epochs() {
    return outcome.history().size();
  }

  /** Numbers that were learned. */
  public int parameters() {
    return network.parameters().trainableSize();
  }

  /** Whether the training diverged, so that the network is of no use. */
  public boolean diverged() {
    return outcome instanceof Outcome.Diverged;
  }

  /** Encoded rows of the part that the result is measured on. */
  public Dataset measuredRows() {
    return prepared.part(measuredOn());
  }

  /** Rows by true and predicted class on the measured part; empty for a regression. */
  public Optional<ConfusionMatrix> confusion() {
    return prepared.task().isClassification() ? Optional.of(ConfusionMatrix.of(predictions)) : Optional.empty();
  }

  /** The worst mistakes on the measured part, the worst first; without a target the rows that fit worst. */
  public List<Mistake> worstMistakes(int most) {
    int[] rows = prepared.rows(measuredOn());
    return prepared.preprocessor().target() instanceof NoTarget said
        ? Mistake.worst(predictions, said.firstError(), rows, most)
        : Mistake.worst(predictions, prepared.task().classNames(), rows, most);
  }

  /**
   * The network with its preprocessing, scores and origin, ready to be saved.
   *
   * @param origin of the data; null when it was made in memory
   */
  public Model model(@Nullable DataOrigin origin) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("train", numbers(train));
    validation.ifPresent(score -> metrics.put("validation", numbers(score)));
    test.ifPresent(score -> metrics.put("test", numbers(score)));
    return Model.of(network, recipe.loss().link())
        .with(prepared.preprocessor())
        .withMetrics(metrics)
        .with(
            new Provenance(
                Optional.ofNullable(origin),
                prepared.seed(),
                Provenance.currentVersion(),
                settings(),
                Optional.empty()));
  }

  /** The choices that made the network, by name, each as a command line takes it. */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("network", Catalog.shorthand((Record) recipe.network()));
    if (prepared.hasTarget()) {
      settings.put("loss", Catalog.shorthand((Record) recipe.loss()));
    }
    recipe.method().ifPresent(method -> settings.put("method", Catalog.shorthand((Record) method)));
    recipe
        .optimizer()
        .ifPresent(optimizer -> {
          settings.put("optimizer", Catalog.shorthand((Record) optimizer));
          settings.put("schedule", Catalog.shorthand((Record) recipe.schedule()));
        });
    if (!prepared.augmentations().isEmpty()) {
      settings.put("augmentation", Catalog.shorthand(prepared.augmentations()));
    }
    settings.put("batch", recipe.batch());
    settings.put("epochs", recipe.epochs());
    settings.put("early stopping", recipe.patience());
    settings.put("kept epoch", keptEpoch + 1);
    settings.put("outcome", outcome.name());
    return settings;
  }

  private static Map<String, Object> numbers(Score score) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("n", score.n());
    score.measures().forEach((name, measure) -> numbers.put(name, measure.value()));
    return numbers;
  }
}
