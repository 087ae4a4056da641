package hillock.report;

import hillock.data.DataOrigin;
import java.util.List;

/**
 * What an experiment does not know of itself.
 *
 * @param data where the data came from
 * @param rowNames a name for each row of the data, such as the file of an image; empty when rows are called by number
 * @param command the exact command line; empty when the run came from Java code
 */
public record RunContext(DataOrigin data, List<String> rowNames, String command) {
  /** Keeps a copy of the names. */
  public RunContext {
    rowNames = List.copyOf(rowNames);
  }

  /** A run from Java code, on rows called by number. */
  public static RunContext of(DataOrigin data) {
    return new RunContext(data, List.of(), "");
  }
}
