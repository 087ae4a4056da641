package hillock.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Data for the page's script: JSON that cannot end the script element it stands in. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Finer than a pixel on any screen, and a third of the bytes of a double written out. */
  private static final MathContext PIXELS = new MathContext(5);

  private Json() {}

  /** Maps, lists, strings and numbers as JSON without {@code <}, {@code >}, {@code &} and line separators. */
  static String write(Object value) {
    // In JSON these can only stand inside strings, where the escapes mean the same character.
    return MAPPER
        .writeValueAsString(value)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Numbers rounded to what can be seen; what is not finite becomes null, a gap in a curve. */
  static List<@Nullable BigDecimal> numbers(double... values) {
    return Arrays.stream(values).<@Nullable BigDecimal>mapToObj(Json::number).toList();
  }

  private static @Nullable BigDecimal number(double v) {
    return Double.isFinite(v) ? new BigDecimal(v).round(PIXELS).stripTrailingZeros() : null;
  }
}
