package hillock.report;

import java.util.Optional;

/**
 * Everything one page shows about a training run.
 *
 * @param summary the result in short
 * @param history the course of the training; empty for a method without epochs
 * @param predictions the truth and the predictions for the rows the result was measured on
 * @param network the layers
 * @param data the data's profile
 * @param rateSearch the learning-rate finder's curve, when it was used
 * @param repeats the same training with other seeds or folds, when it was asked for
 * @param diagnosis how the layers fared, when they were watched
 * @param provenance what is needed to repeat the run
 */
public record Report(
    Summary summary,
    Optional<History> history,
    Predictions predictions,
    NetworkOutline network,
    DataProfile data,
    Optional<RateSearch> rateSearch,
    Optional<Repeats> repeats,
    Optional<Diagnosis> diagnosis,
    Provenance provenance) {
  /** Without a diagnosis. */
  public Report(
      Summary summary,
      Optional<History> history,
      Predictions predictions,
      NetworkOutline network,
      DataProfile data,
      Optional<RateSearch> rateSearch,
      Optional<Repeats> repeats,
      Provenance provenance) {
    this(summary, history, predictions, network, data, rateSearch, repeats, Optional.empty(), provenance);
  }
}
