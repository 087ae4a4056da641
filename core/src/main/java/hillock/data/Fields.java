package hillock.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain maps that {@code toMap} wrote and a model file stored. The content may come from anybody, so every
 * field is checked for presence, type, range and size before it is used; each failure is a {@link DataException} that
 * names the field.
 */
public final class Fields {
  /** No list of a preprocessor is longer than this; a longer one is an attack or a damaged file. */
  static final int MOST_ELEMENTS = 1 << 20;

  private final String where;
  private final Map<?, ?> map;

  /**
   * Fields of a map.
   *
   * @param where how errors name the place, such as {@code "preprocessing"}
   */
  public Fields(String where, @Nullable Object map) {
    this.where = where;
    if (!(map instanceof Map<?, ?> m)) {
      throw new DataException(where, describe(map), "an object with named fields", "The model file is damaged.");
    }
    this.map = m;
  }

  public String where() {
    return where;
  }

  public boolean has(String name) {
    return map.get(name) != null;
  }

  public String text(String name) {
    return map.get(name) instanceof String s ? s : fail(name, "a text");
  }

  public boolean flag(String name) {
    return map.get(name) instanceof Boolean b ? b : fail(name, "true or false");
  }

  /** A finite number. */
  public double number(String name) {
    return finite(name, map.get(name));
  }

  /** A finite number greater than 0, such as a standard deviation. */
  public double positive(String name) {
    double value = number(name);
    return value > 0 ? value : fail(name, "a number greater than 0");
  }

  /** A whole number in [low, high]. */
  public int integer(String name, int low, int high) {
    double value = number(name);
    if (value != Math.rint(value) || value < low || value > high) {
      fail(name, "a whole number from " + low + " to " + high);
    }
    return (int) value;
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(name)) {
      texts.add(element instanceof String s ? s : this.<String>fail(name, "a list of texts only"));
    }
    return List.copyOf(texts);
  }

  public double[] numbers(String name) {
    return list(name).stream().mapToDouble(e -> finite(name, e)).toArray();
  }

  public Fields object(String name) {
    return new Fields(where + "." + name, map.get(name));
  }

  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (Object element : list(name)) {
      objects.add(new Fields(where + "." + name + "[" + objects.size() + "]", element));
    }
    return objects;
  }

  /**
   * Refuses the field with what would have been right; stands where a value of any type is wanted and never returns.
   */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T fail(String name, String expected) {
    throw new DataException(where + "." + name, describe(map.get(name)), expected, "The model file is damaged.");
  }

  private List<?> list(String name) {
    List<?> list = map.get(name) instanceof List<?> l ? l : fail(name, "a list");
    return list.size() <= MOST_ELEMENTS ? list : fail(name, "at most " + MOST_ELEMENTS + " elements");
  }

  private double finite(String name, @Nullable Object value) {
    if (!(value instanceof Number n) || !Double.isFinite(n.doubleValue())) {
      return this.<Double>fail(name, "a finite number");
    }
    return n.doubleValue();
  }

  private static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case List<?> list -> "a list of " + list.size() + " elements";
      case Map<?, ?> object -> "an object of " + object.size() + " fields";
      case String s -> "'" + (s.length() > 40 ? s.substring(0, 40) + "..." : s) + "'";
      default -> value.toString();
    };
  }
}
