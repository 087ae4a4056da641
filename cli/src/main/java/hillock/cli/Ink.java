package hillock.cli;

import java.util.Locale;
import java.util.Map;

/**
 * The characters that curves and pictures are drawn with.
 *
 * @param steps heights from the lowest to the highest
 * @param pairs pixels above each other: none, the lower, the upper, both
 * @param nothing where a table has a zero
 */
record Ink(String steps, String pairs, String nothing) {
  /** Block elements. */
  static final Ink UNICODE = new Ink("▁▂▃▄▅▆▇█", " ▄▀█", "·");

  /** For terminals that show nothing else. */
  static final Ink ASCII = new Ink("_.-=+*%#", " .'#", ".");

  /**
   * The ink for a process's environment. A locale that was set decides; when none was, as in many containers, the
   * encoding of the JVM does on Windows alone: terminals elsewhere read UTF-8.
   */
  static Ink of(Map<String, String> environment, String encoding) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.getOrDefault(variable, "");
      if (!locale.isEmpty()) {
        return of(locale);
      }
    }
    return environment.containsKey("SystemRoot") ? of(encoding) : UNICODE;
  }

  private static Ink of(String charset) {
    return charset.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8") ? UNICODE : ASCII;
  }
}
