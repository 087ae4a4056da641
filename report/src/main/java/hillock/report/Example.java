package hillock.report;

import java.util.List;
import java.util.Optional;

/**
 * One row as people may look at it.
 *
 * @param name where it is found in the data, such as {@code row 117}
 * @param picture the row as an image, when it is one
 * @param values its named values, as they stood in the data
 */
public record Example(String name, Optional<Picture> picture, List<Fact> values) {
  public Example {
    values = List.copyOf(values);
  }

  /** A row that is an image. */
  public static Example of(String name, Picture picture) {
    return new Example(name, Optional.of(picture), List.of());
  }

  /** A row of named values. */
  public static Example of(String name, List<Fact> values) {
    return new Example(name, Optional.empty(), values);
  }
}
