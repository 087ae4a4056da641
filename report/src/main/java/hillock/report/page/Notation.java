package hillock.report.page;

import hillock.report.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers are written for people: significant digits, thousands separators, percent. */
final class Notation {
  private Notation() {}

  /** A whole number, such as {@code 60,000}. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** A count with its noun, such as {@code 1 row} or {@code 60,000 rows}. */
  static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : noun.endsWith("s") ? "es" : "s");
  }

  /** A number with four significant digits, whole when it has more: {@code 48,213}, {@code 0.9813}, {@code 1.2e−7}. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 1e12 || size < 1e-4) {
      BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
      int exponent = rounded.precision() - rounded.scale() - 1;
      return sign(rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent);
    }
    if (size >= 1000) {
      return sign(String.format(Locale.ROOT, "%,d", Math.round(value)));
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_UP)).stripTrailingZeros();
    return sign(rounded.toPlainString());
  }

  /** A share as a percentage with one decimal, such as {@code 98.1%}; two where one would say all or nothing. */
  static String percent(double share) {
    if (Double.isNaN(share)) {
      return "–";
    }
    double percent = 100 * share;
    if (percent == 0 || percent == 100) {
      return String.format(Locale.ROOT, "%.0f%%", percent);
    }
    String text = String.format(Locale.ROOT, "%.1f%%", percent);
    return text.equals("100.0%") || text.equals("0.0%") ? String.format(Locale.ROOT, "%.2f%%", percent) : text;
  }

  /** A metric's value: a percentage for a share, otherwise a number. */
  static String value(double value, boolean fraction) {
    return fraction ? percent(value) : number(value);
  }

  static String value(Score score) {
    return value(score.value(), score.fraction());
  }

  /** Both ends of the interval, such as {@code 96.1% to 99.1%}. */
  static String interval(Score score) {
    return value(score.low(), score.fraction()) + " to " + value(score.high(), score.fraction());
  }

  /** A difference of two values of a metric, such as {@code 2.5 percentage points}. */
  static String difference(double difference, boolean fraction) {
    double size = Math.abs(difference);
    return fraction ? number(Math.round(1000 * size) / 10.0) + " percentage points" : number(size);
  }

  /** A time, such as {@code 4.2 s} or {@code 2 min 13 s}. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600 ? whole / 60 + " min " + whole % 60 + " s" : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** Sizes of an array, such as {@code 28 × 28 × 1}. */
  static String shape(List<Integer> sizes) {
    return sizes.isEmpty() ? "1" : sizes.stream().map(n -> count(n)).collect(Collectors.joining(" × "));
  }

  /** The first letter large. */
  static String capital(String text) {
    return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String sign(String number) {
    return number.replace('-', '−');
  }
}
