package hillock.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parser of {@link Json}: one pass, recursive, with bounded depth. */
final class JsonReader {
  private final String text;
  private final String where;
  private int at;
  private int depth;

  JsonReader(String text, String where) {
    this.text = text;
    this.where = where;
  }

  @Nullable Object document() {
    space();
    @Nullable Object value = value();
    space();
    if (at < text.length()) {
      throw wrong("the end of the text");
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    enter();
    if (!take('}')) {
      do {
        space();
        int start = at;
        if (peek() != '"') {
          throw wrong("a member name in quotes");
        }
        String name = string();
        if (members.containsKey(name)) {
          at = start;
          throw wrong("another name than " + ModelException.quoted(name) + ", which this object already has");
        }
        space();
        expect(':');
        space();
        members.put(name, value());
        space();
      } while (take(','));
      expect('}');
    }
    depth--;
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    enter();
    if (!take(']')) {
      do {
        space();
        items.add(value());
        space();
      } while (take(','));
      expect(']');
    }
    depth--;
    return Collections.unmodifiableList(items);
  }

  private void enter() {
    if (++depth > Json.DEEPEST) {
      throw wrong("at most " + Json.DEEPEST + " levels of nesting");
    }
    at++;
    space();
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    at++;
    for (; ; at++) {
      char c = peek();
      if (c == '"') {
        at++;
        return value.toString();
      }
      // peek() returns 0 at the end of the text, which is refused here with the control characters.
      if (c < ' ') {
        throw wrong("the rest of a string, control characters escaped");
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    at++;
    return switch (peek()) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape such as \\n or \\u00e9");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      at++;
      char c = peek();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw wrong("four hexadecimal digits after \\u");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private Object number() {
    int start = at;
    take('-');
    if (!isDigit()) {
      at = start;
      throw wrong("a value");
    }
    if (!take('0')) {
      digits();
    } else if (isDigit()) {
      throw wrong("a number without leading zeros");
    }
    boolean whole = true;
    if (take('.')) {
      whole = false;
      digits();
    }
    if (take('e') || take('E')) {
      whole = false;
      if (!take('+')) {
        take('-');
      }
      digits();
    }
    String number = text.substring(start, at);
    if (whole && number.length() <= 20 && !number.equals("-0")) {
      try {
        return Long.valueOf(number);
      } catch (NumberFormatException e) {
        // So many digits may exceed a long; then it is read as a double.
      }
    }
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      at = start;
      throw wrong("a number of at most 1.8e308");
    }
    return value;
  }

  private void digits() {
    if (!isDigit()) {
      throw wrong("a digit");
    }
    while (isDigit()) {
      at++;
    }
  }

  private boolean isDigit() {
    char c = peek();
    return c >= '0' && c <= '9';
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private ModelException wrong(String expected) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    String got =
        at >= text.length()
            ? "the end of the text"
            : ModelException.quoted(text.substring(at, Math.min(at + 12, text.length())));
    String place = "%s, line %d, column %d".formatted(where, line, at - lineStart + 1);
    return new ModelException(place, got, expected, "");
  }
}
