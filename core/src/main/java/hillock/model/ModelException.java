package hillock.model;

import org.jspecify.annotations.Nullable;

/**
 * A model file, a spec or an input that cannot be used. The message reads as one or two sentences, for people:
 *
 * <pre>{@code where: got GOT, expected EXPECTED. HINT}</pre>
 *
 * for example {@code digits.hillock: got 3012 bytes, expected 9120. The file was cut off; copy it again.}
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String where;

  /**
   * Composes the message.
   *
   * @param where file, and the place in it
   * @param got what was found there
   * @param expected what would have been accepted
   * @param hint a full sentence on what to do, or an empty string
   */
  public ModelException(String where, String got, String expected, String hint) {
    this(where, got, expected, hint, null);
  }

  /** As the other constructor, with the failure that was the reason. */
  public ModelException(String where, String got, String expected, String hint, @Nullable Throwable cause) {
    super(where + ": got " + got + ", expected " + expected + "." + (hint.isEmpty() ? "" : " " + hint), cause);
    this.where = where;
  }

  private ModelException(String where, String complaint, Throwable cause) {
    super(where + ": " + complaint, cause);
    this.where = where;
  }

  /** A value that the object being made refused, in that object's own words. */
  static ModelException refused(String where, RuntimeException refusal) {
    String words = refusal.getMessage();
    return new ModelException(where, words == null ? refusal.getClass().getSimpleName() : words, refusal);
  }

  /** File, and the place in it. */
  public String where() {
    return where;
  }

  /** Shortens a value from a file for a message. */
  static String quoted(@Nullable Object value) {
    String text = String.valueOf(value);
    String shortened = text.length() <= 60 ? text : text.substring(0, 57) + "...";
    StringBuilder clean = new StringBuilder("'");
    shortened.chars().forEach(c -> clean.append(Character.isISOControl(c) ? '?' : (char) c));
    return clean.append('\'').toString();
  }
}
