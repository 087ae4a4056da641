package hillock.report;

import java.util.List;

/**
 * The same training several times, with other seeds or on other folds.
 *
 * @param kind what differs: {@code seed} or {@code fold}
 * @param score mean over the runs with its interval
 * @param deviation standard deviation between the runs
 * @param runs in order
 */
public record Repeats(String kind, Score score, double deviation, List<Run> runs) {

  /**
   * One run.
   *
   * @param name the seed or the fold's number
   * @param rows rows it was measured on
   * @param value of the score's metric
   */
  public record Run(String name, long rows, double value) {}

  public Repeats {
    runs = List.copyOf(runs);
  }
}
