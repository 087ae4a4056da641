package hillock.model;

import hillock.nn.Sequential;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parser of {@link Catalog#parseAll}:
 *
 * <pre>{@code
 * text     = { term [","] }
 * term     = number | "text" | name [ "(" [ argument { "," argument } ] ")" ]
 * argument = [ name "=" ] term { term }
 * }</pre>
 */
final class Shorthand {
  private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final int DEEPEST = 40;

  private final Records records;
  private final String text;
  private int at;
  private int depth;

  Shorthand(Records records, String text) {
    this.records = records;
    this.text = text;
  }

  /** A name with its arguments. */
  record Call(String name, List<Argument> positional, Map<String, Argument> named, String source) {}

  /** One or more values (numbers, texts, booleans, calls) that stand for one parameter. */
  record Argument(List<Object> terms, String source) {}

  <T> List<T> all(Class<T> type) {
    List<T> made = new ArrayList<>();
    Construction construction = new Construction(records);
    for (Object term : terms()) {
      made.add(construction.make(type, term, where()));
    }
    return made;
  }

  <T> T one(Class<T> type) {
    List<T> made = all(type);
    if (made.size() == 1) {
      return made.getFirst();
    }
    if (!made.isEmpty() && type.isAssignableFrom(Sequential.class)) {
      return type.cast(new Sequential(made.stream().map(hillock.nn.Spec.class::cast).toList()));
    }
    throw new ModelException(where(), made.size() + " names", "one, such as " + records.catalog(type).names(), "");
  }

  private String where() {
    return ModelException.quoted(text);
  }

  private List<Object> terms() {
    List<Object> terms = new ArrayList<>();
    space();
    while (at < text.length()) {
      terms.add(term());
      space();
      if (take(',')) {
        space();
      }
    }
    return terms;
  }

  private Object term() {
    if (peek() == '"') {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw wrong("a closing quote");
      }
      String quoted = text.substring(at + 1, end);
      at = end + 1;
      return quoted;
    }
    int start = at;
    while (at < text.length() && " \t\r\n,()=\"".indexOf(peek()) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.isEmpty()) {
      throw wrong("a name or a number");
    }
    if (NUMBER.matcher(word).matches()) {
      return number(word);
    }
    space();
    if (peek() == '(') {
      return call(word, start);
    }
    at = start + word.length();
    return new Call(word, List.of(), Map.of(), word);
  }

  private static Object number(String word) {
    try {
      return Long.valueOf(word);
    } catch (NumberFormatException e) {
      return Double.valueOf(word);
    }
  }

  private Call call(String name, int start) {
    if (++depth > DEEPEST) {
      throw wrong("at most " + DEEPEST + " levels of parentheses");
    }
    at++;
    List<Argument> positional = new ArrayList<>();
    Map<String, Argument> named = new LinkedHashMap<>();
    space();
    if (!take(')')) {
      do {
        argument(positional, named);
      } while (take(','));
      if (!take(')')) {
        throw wrong("',' or ')'");
      }
    }
    depth--;
    return new Call(name, positional, named, text.substring(start, at));
  }

  private void argument(List<Argument> positional, Map<String, Argument> named) {
    space();
    int start = at;
    Object first = term();
    space();
    String name = null;
    if (peek() == '=' && first instanceof Call call && call.positional().isEmpty() && call.named().isEmpty()) {
      at++;
      name = call.name();
      space();
      start = at;
      first = term();
      space();
    }
    List<Object> terms = new ArrayList<>(List.of(first));
    while (at < text.length() && peek() != ',' && peek() != ')') {
      terms.add(term());
      space();
    }
    Argument argument = new Argument(terms, text.substring(start, at).strip());
    if (name == null) {
      if (!named.isEmpty()) {
        at = start;
        throw wrong("only arguments with names after the first one with a name");
      }
      positional.add(argument);
    } else if (named.put(Catalog.plain(name), argument) != null) {
      at = start;
      throw wrong("'" + name + "' only once");
    }
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
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

  private ModelException wrong(String expected) {
    String got = at >= text.length() ? "the end" : ModelException.quoted(text.substring(at));
    return new ModelException(where() + ", character " + (at + 1), got, expected, "");
  }
}
