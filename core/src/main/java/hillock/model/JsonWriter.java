package hillock.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The printer of {@link Json}. */
final class JsonWriter {
  private final boolean pretty;
  private final StringBuilder out = new StringBuilder();

  JsonWriter(boolean pretty) {
    this.pretty = pretty;
  }

  String text(@Nullable Object value) {
    value(value, 0);
    return out.toString();
  }

  private void value(@Nullable Object value, int depth) {
    if (depth > Json.DEEPEST) {
      throw new IllegalArgumentException("JSON: nested deeper than " + Json.DEEPEST + " levels");
    }
    switch (value) {
      case null -> out.append("null");
      case Boolean flag -> out.append(flag);
      case String string -> string(string);
      case Integer number -> out.append(number);
      case Long number -> out.append(number);
      case Float number -> out.append(shortest(number));
      case Double number -> out.append(shortest(number));
      case Map<?, ?> map -> object(map, depth + 1);
      case List<?> list -> array(list, depth + 1);
      default -> throw new IllegalArgumentException("JSON: cannot write a " + value.getClass().getName());
    }
  }

  private static String shortest(float number) {
    String text = Float.toString(number);
    // Readers go through double, which for rare values rounds the shortest text of a float to its neighbour.
    return Float.isFinite(number) && (float) Double.parseDouble(text) != number
        ? Double.toString(number)
        : finite(text);
  }

  private static String shortest(double number) {
    return finite(Double.toString(number));
  }

  private static String finite(String number) {
    if (number.endsWith("y") || number.equals("NaN")) {
      throw new IllegalArgumentException("JSON: has no number for " + number);
    }
    return number;
  }

  private void object(Map<?, ?> map, int depth) {
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator(); members.hasNext(); ) {
      Map.Entry<?, ?> member = members.next();
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException("JSON: member names are strings, got " + member.getKey());
      }
      line(depth);
      string(name);
      out.append(pretty ? ": " : ":");
      value(member.getValue(), depth);
      out.append(members.hasNext() ? "," : "");
    }
    if (!map.isEmpty()) {
      line(depth - 1);
    }
    out.append('}');
  }

  private void array(List<?> list, int depth) {
    boolean lines = pretty && list.stream().anyMatch(i -> i instanceof Map || i instanceof Collection);
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : pretty && !lines ? ", " : ",");
      if (lines) {
        line(depth);
      }
      value(list.get(i), depth);
    }
    if (lines) {
      line(depth - 1);
    }
    out.append(']');
  }

  private void line(int depth) {
    if (pretty) {
      out.append('\n').repeat("  ", depth);
    }
  }

  private void string(String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || isLoneSurrogate(string, i)) {
            out.append("\\u").append("%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** Half a pair has no UTF-8 form: it must be escaped to survive. */
  private static boolean isLoneSurrogate(String string, int i) {
    char c = string.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
    }
    return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
  }
}
