package hillock.report;

import java.util.List;
import java.util.Optional;

/**
 * The result in short.
 *
 * @param data name of the data, such as {@code digits}
 * @param reason why the task is what it is, as a phrase; empty when there is nothing to say
 * @param measuredOn the part the scores are measured on: {@code test}, or {@code validation} or {@code train} when
 *     there is nothing better; {@code folds} when every row was tested in one fold of a cross-validation, the parts
 *     being those of the first fold
 * @param trainRows rows learned from
 * @param validationRows rows used to choose the epoch; 0 for none
 * @param testRows rows held back to the end; 0 for none
 * @param score the one number
 * @param training the same metric on the training rows, when it was measured
 * @param others more metrics on the same rows as the score
 * @param baselines simple methods measured with the score's metric on the same rows
 * @param outcome how training ended, as a sentence
 * @param epochs epochs trained
 * @param seconds wall-clock time of training, in seconds
 * @param examplesPerSecond training rows a second; NaN when unknown
 */
public record Summary(
    String data,
    String reason,
    String measuredOn,
    long trainRows,
    long validationRows,
    long testRows,
    Score score,
    Optional<Score> training,
    List<Score> others,
    List<Baseline> baselines,
    String outcome,
    int epochs,
    double seconds,
    double examplesPerSecond) {

  /**
   * A simple method to compare with.
   *
   * @param name in words, such as {@code linear model}
   * @param value its value of the score's metric
   */
  public record Baseline(String name, double value) {}

  public Summary {
    others = List.copyOf(others);
    baselines = List.copyOf(baselines);
  }

  /** Rows the score is measured on. */
  public long measuredRows() {
    return switch (measuredOn) {
      case "test" -> testRows;
      case "validation" -> validationRows;
      case "folds" -> trainRows + validationRows + testRows;
      default -> trainRows;
    };
  }

  /** The best of the baselines. */
  public Optional<Baseline> bestBaseline() {
    return baselines.stream().reduce((a, b) -> (b.value() > a.value()) == score.higherIsBetter() ? b : a);
  }
}
