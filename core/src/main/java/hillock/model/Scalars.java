package hillock.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of JSON and of short texts as Java's numbers, booleans, strings and enums. */
final class Scalars {
  private static final Set<Class<?>> TYPES =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          float.class,
          Float.class,
          double.class,
          Double.class,
          boolean.class,
          Boolean.class,
          String.class);

  private Scalars() {}

  static boolean handles(Class<?> type) {
    return type.isEnum() || TYPES.contains(type);
  }

  /**
   * The value as an object of a type that {@link #handles} accepts.
   *
   * @throws ModelException when it is of another kind or out of range
   */
  static Object value(Class<?> type, @Nullable Object given, String where) {
    if (type.isEnum()) {
      return constant(type, given, where);
    }
    return switch (type.getSimpleName().toLowerCase(Locale.ROOT)) {
      case "int", "integer" -> Math.toIntExact(whole(given, where, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case "long" -> whole(given, where, Long.MIN_VALUE, Long.MAX_VALUE);
      case "float" -> single(given, where);
      case "double" -> number(given, where);
      case "boolean" -> expect(Boolean.class, given, "true or false", where);
      default -> expect(String.class, given, "text", where);
    };
  }

  private static long whole(@Nullable Object given, String where, long least, long most) {
    if (given instanceof Long value && value >= least && value <= most) {
      return value;
    }
    if (given instanceof Integer value) {
      return value; // of a record just encoded, which was not written as JSON and read again
    }
    throw new ModelException(where, Json.kind(given), "a whole number from " + least + " to " + most, "");
  }

  private static double number(@Nullable Object given, String where) {
    return switch (given) {
      case Double value -> value;
      case Long value -> value;
      case Float value -> value; // of a record just encoded
      // JSON has no numbers for these three.
      case String text when text.equals("NaN") -> Double.NaN;
      case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      case null, default -> throw new ModelException(where, Json.kind(given), "a number", "");
    };
  }

  private static float single(@Nullable Object given, String where) {
    double value = number(given, where);
    if (Double.isFinite(value) && Float.isInfinite((float) value)) {
      throw new ModelException(where, Json.kind(given), "a number of at most " + Float.MAX_VALUE, "");
    }
    return (float) value;
  }

  private static <T> T expect(Class<T> type, @Nullable Object given, String expected, String where) {
    if (!type.isInstance(given)) {
      throw new ModelException(where, Json.kind(given), expected, "");
    }
    return type.cast(given);
  }

  private static Object constant(Class<?> type, @Nullable Object given, String where) {
    for (Object constant : type.getEnumConstants()) {
      if (given instanceof String name && Catalog.plain(((Enum<?>) constant).name()).equals(Catalog.plain(name))) {
        return constant;
      }
    }
    throw new ModelException(where, Json.kind(given), "one of " + Arrays.toString(type.getEnumConstants()), "");
  }
}
