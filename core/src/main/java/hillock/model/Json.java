package hillock.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON (RFC 8259) strictly: objects are {@code Map<String, Object>} in the order of the text, arrays
 * are {@code List<Object>}, whole numbers {@code Long}, other numbers {@code Double}, and {@code String}, {@code
 * Boolean}, null.
 *
 * <p>Refused: anything after the value, two members of one name, comments, numbers beyond the range of {@code double},
 * nesting deeper than {@value #DEEPEST}. Every float and double survives a round trip with all its bits.
 */
public final class Json {
  /** Deepest nesting of objects and arrays. */
  public static final int DEEPEST = 100;

  private Json() {}

  /**
   * The value of a JSON text.
   *
   * @param where how errors name the text, such as its file
   * @throws ModelException naming line and column when the text is not JSON
   */
  public static @Nullable Object parse(String text, String where) {
    return new JsonReader(text, where).document();
  }

  /**
   * The object of a JSON text.
   *
   * @throws ModelException also when the text holds something else than an object
   */
  public static Map<String, Object> parseObject(String text, String where) {
    return object(parse(text, where), where);
  }

  /**
   * The value as JSON on one line.
   *
   * @throws IllegalArgumentException for NaN, infinities, and types other than maps, lists, numbers, strings, booleans,
   *     null
   */
  public static String write(@Nullable Object value) {
    return new JsonWriter(false).text(value);
  }

  /** The value as JSON for people: a line a member, two spaces a level; arrays without objects stay on one line. */
  public static String pretty(@Nullable Object value) {
    return new JsonWriter(true).text(value);
  }

  /** The value as an object, or a complaint. */
  @SuppressWarnings("unchecked") // the reader makes only maps with string keys
  static Map<String, Object> object(@Nullable Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new ModelException(where, kind(value), "an object", "");
  }

  /** What a value is, for messages. */
  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map -> "an object";
      case List<?> list -> "an array";
      case String string -> "the text " + ModelException.quoted(string);
      default -> value.toString();
    };
  }
}
