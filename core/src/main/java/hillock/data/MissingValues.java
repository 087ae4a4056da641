package hillock.data;

import java.util.Set;

/** The texts that stand for a value that is not there. */
final class MissingValues {
  private static final Set<String> ALWAYS =
      Set.of("", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "-nan", "null", "NULL", "Null", "?");

  /**
   * Texts that mean "missing" between numbers, but may be a category between texts (a house without a garage: None).
   */
  private static final Set<String> AMONG_NUMBERS =
      Set.of("None", "none", "NONE", "-", "--", ".", "inf", "-inf", "Inf", "-Inf", "Infinity", "-Infinity");

  private MissingValues() {}

  /** Whether a trimmed text means "missing" in any column. */
  static boolean anywhere(String text) {
    return ALWAYS.contains(text);
  }

  /** Whether a trimmed text means "missing" in a column of numbers or dates. */
  static boolean amongNumbers(String text) {
    return ALWAYS.contains(text) || AMONG_NUMBERS.contains(text);
  }
}
