package hillock.data;

import java.util.regex.Pattern;

/** The ways of writing a decimal number that are told apart. */
enum NumberStyle {
  /** {@code -1234.5} or {@code 1.2e-3}. */
  PLAIN("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?", "a decimal point"),
  /** {@code 1234,5}. */
  DECIMAL_COMMA("[+-]?(\\d+,?\\d*|,\\d+)([eE][+-]?\\d+)?", "a decimal comma"),
  /** {@code 1,234.5}. */
  COMMA_GROUPS("[+-]?([1-9]\\d{0,2}(,\\d{3})+|\\d+)(\\.\\d*)?", "commas between thousands"),
  /** {@code 1.234,5}. */
  POINT_GROUPS("[+-]?([1-9]\\d{0,2}(\\.\\d{3})+|\\d+)(,\\d*)?", "points between thousands and a decimal comma");

  private final Pattern pattern;
  private final String description;

  NumberStyle(String pattern, String description) {
    this.pattern = Pattern.compile(pattern);
    this.description = description;
  }

  /** The style in words, such as "a decimal comma". */
  String description() {
    return description;
  }

  boolean matches(String text) {
    return this == PLAIN ? isPlain(text) : pattern.matcher(text).matches();
  }

  /** The number; only for a text that {@link #matches}. */
  double parse(String text) {
    return Double.parseDouble(
        switch (this) {
          case PLAIN -> text;
          case DECIMAL_COMMA -> text.replace(',', '.');
          case COMMA_GROUPS -> text.replace(",", "");
          case POINT_GROUPS -> text.replace(".", "").replace(',', '.');
        });
  }

  /** As the pattern says, but fast, because most cells of most files pass here. */
  private static boolean isPlain(String s) {
    int i = 0;
    int n = s.length();
    if (i < n && (s.charAt(i) == '+' || s.charAt(i) == '-')) {
      i++;
    }
    int digits = i;
    while (i < n && isDigit(s.charAt(i))) {
      i++;
    }
    int count = i - digits;
    if (i < n && s.charAt(i) == '.') {
      int fraction = ++i;
      while (i < n && isDigit(s.charAt(i))) {
        i++;
      }
      count += i - fraction;
    }
    if (count == 0) {
      return false;
    }
    if (i < n && (s.charAt(i) == 'e' || s.charAt(i) == 'E')) {
      i++;
      if (i < n && (s.charAt(i) == '+' || s.charAt(i) == '-')) {
        i++;
      }
      int exponent = i;
      while (i < n && isDigit(s.charAt(i))) {
        i++;
      }
      if (i == exponent) {
        return false;
      }
    }
    return i == n;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
