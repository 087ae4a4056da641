package hillock.report.page;

import java.util.Collection;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * HTML that is safe to show: a template written in this package, its holes filled with escaped text or with other
 * markup.
 *
 * <pre>{@code
 * Markup.of("<td>{}</td>", "a < b").html();   // <td>a &lt; b</td>
 * }</pre>
 *
 * <p>Holes may stand in text and inside quoted attributes; never in a script, a style or a link's address.
 */
record Markup(String html) {
  static final Markup NONE = new Markup("");

  /** Longest text shown; a cell may hold a whole document. */
  private static final int LONGEST_TEXT = 200;

  /**
   * Fills the holes, written <code>{}</code>, in order.
   *
   * @param values markup goes in as it is, everything else as escaped text
   * @throws IllegalArgumentException when there are more or fewer values than holes
   */
  static Markup of(String template, Object... values) {
    StringBuilder html = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf("{}", from);
      if (hole < 0) {
        throw new IllegalArgumentException(
            "template has fewer holes than the " + values.length + " values: " + template);
      }
      html.append(template, from, hole).append(value instanceof Markup m ? m.html : escape(clip(value.toString())));
      from = hole + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException("template has more holes than the " + values.length + " values: " + template);
    }
    return new Markup(html.append(template, from, template.length()).toString());
  }

  /** Text of any length, escaped: for what must be shown whole, such as a command line. */
  static Markup whole(String text) {
    return new Markup(escape(text));
  }

  /** The pieces one after the other, each on a line. */
  static Markup join(Collection<Markup> pieces) {
    return pieces.stream().collect(joining());
  }

  static Collector<Markup, ?, Markup> joining() {
    return Collectors.collectingAndThen(Collectors.mapping(Markup::html, Collectors.joining("\n")), Markup::new);
  }

  boolean isEmpty() {
    return html.isEmpty();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            // Control characters and lone surrogates are not allowed in HTML at all.
            default -> escaped.appendCodePoint(isText(c) ? c : 0xFFFD);
          }
        });
    return escaped.toString();
  }

  private static String clip(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    return text.substring(0, end) + "…";
  }

  private static boolean isText(int c) {
    return c == '\t' || c == '\n' || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
  }
}
