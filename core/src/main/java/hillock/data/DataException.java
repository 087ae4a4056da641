package hillock.data;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in what the user gave: a file, a column, an option. The message reads as one or two sentences, for people:
 *
 * <pre>{@code where: got GOT, expected EXPECTED. HINT}</pre>
 *
 * for example {@code housing.csv, line 17: got 9 fields, expected 10. Quote fields that contain the delimiter ','.}
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String got;
  private final String expected;
  private final String hint;

  /**
   * Composes the message.
   *
   * @param where file and line, column, or option
   * @param got what was found there
   * @param expected what would have been accepted
   * @param hint a full sentence on what to do, or an empty string
   */
  public DataException(String where, String got, String expected, String hint) {
    this(where, got, expected, hint, null);
  }

  /** As the other constructor, with the failure that was the reason. */
  public DataException(String where, String got, String expected, String hint, @Nullable Throwable cause) {
    super(where + ": got " + got + ", expected " + expected + "." + (hint.isEmpty() ? "" : " " + hint), cause);
    this.where = where;
    this.got = got;
    this.expected = expected;
    this.hint = hint;
  }

  public String where() {
    return where;
  }

  public String got() {
    return got;
  }

  public String expected() {
    return expected;
  }

  public String hint() {
    return hint;
  }
}
