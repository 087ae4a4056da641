package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  @Test
  void readsEveryKindOfValueAndKeepsTheOrderOfMembers() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("z", 1L);
    expected.put("a", Arrays.asList(true, false, null, -2.5e-3, "é\n\"\\/😀"));
    expected.put("", Map.of());
    Object read =
        Json.parse(" {\"z\": 1, \"a\": [true,false,null,-2.5E-3,\"\\u00e9\\n\\\"\\\\\\/😀\"] ,\"\":{}}\n", "t");
    assertThat(read).isEqualTo(expected);
    assertThat(((Map<?, ?>) read).keySet().stream().map(Object::toString)).containsExactly("z", "a", "");
  }

  @Test
  void writesCompactlyAndPrettily() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a", List.of(1, 2.5f));
    value.put("b", Map.of("c", "\u0001x"));
    value.put("d", List.of(Map.of(), List.of()));
    assertThat(Json.write(value)).isEqualTo("{\"a\":[1,2.5],\"b\":{\"c\":\"\\u0001x\"},\"d\":[{},[]]}");
    assertThat(Json.pretty(value))
        .isEqualTo(
            """
            {
              "a": [1, 2.5],
              "b": {
                "c": "\\u0001x"
              },
              "d": [
                {},
                []
              ]
            }\
            """);
    assertThat(Json.parse(Json.pretty(value), "t")).isEqualTo(Json.parse(Json.write(value), "t"));
  }

  @Test
  void everyFloatSurvivesWithAllItsBits() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      float x = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(x)) {
        double back = ((Number) Json.parse(Json.write(x), "t")).doubleValue();
        assertThat(Float.floatToRawIntBits((float) back)).as("%s", x).isEqualTo(Float.floatToRawIntBits(x));
      }
    }
  }

  @Test
  void everyDoubleAndLongSurvives() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(x)) {
        assertThat(Double.doubleToRawLongBits((Double) Json.parse(Json.write(x), "t")))
            .isEqualTo(Double.doubleToRawLongBits(x));
      }
    }
    for (Object edge : List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -0.0, Double.MIN_VALUE)) {
      assertThat(Json.parse(Json.write(edge), "t")).isEqualTo(edge);
    }
    assertThat(Json.parse("9223372036854775808", "t")).isEqualTo(9.223372036854775808e18);
  }

  @Test
  void halvesOfSurrogatePairsSurviveUtf8() {
    String text = "a\ud800b\udc00😀";
    byte[] bytes = Json.write(text).getBytes(StandardCharsets.UTF_8);
    assertThat(Json.parse(new String(bytes, StandardCharsets.UTF_8), "t")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``            | m, line 1, column 1: got the end of the text, expected a value.",
        "{             | m, line 1, column 2: got the end of the text, expected a member name in quotes.",
        "{\"a\" 1}     | m, line 1, column 6: got '1}', expected ':'.",
        "{\"a\":1,}    | m, line 1, column 8: got '}', expected a member name in quotes.",
        "{\"a\":1,\"a\":2} | m, line 1, column 8: got '\"a\":2}', expected another name than 'a'",
        "[1 2]         | m, line 1, column 4: got '2]', expected ']'.",
        "[1,]          | m, line 1, column 4: got ']', expected a value.",
        "[1            | m, line 1, column 3: got the end of the text, expected ']'.",
        "[01]          | m, line 1, column 3: got '1]', expected a number without leading zeros.",
        "[+1]          | m, line 1, column 2: got '+1]', expected a value.",
        "[.5]          | m, line 1, column 2: got '.5]', expected a value.",
        "[1.]          | m, line 1, column 4: got ']', expected a digit.",
        "[1e]          | m, line 1, column 4: got ']', expected a digit.",
        "[-]           | m, line 1, column 2: got '-]', expected a value.",
        "[1e999]       | m, line 1, column 2: got '1e999]', expected a number of at most 1.8e308.",
        "[NaN]         | m, line 1, column 2: got 'NaN]', expected a value.",
        "tru           | m, line 1, column 1: got 'tru', expected a value.",
        "\"abc         | m, line 1, column 5: got the end of the text, expected the rest of a string",
        "\"a\\x\"      | m, line 1, column 4: got 'x\"', expected an escape",
        "\"\\u12g4\"   | m, line 1, column 6: got 'g4\"', expected four hexadecimal digits",
        "\"a\tb\"      | m, line 1, column 3: got '?b\"', expected the rest of a string, control characters escaped.",
        "1 // comment  | m, line 1, column 3: got '// comment', expected the end of the text.",
        "'a'           | m, line 1, column 1: got ''a'', expected a value.",
        "{} {}         | m, line 1, column 4: got '{}', expected the end of the text.",
      })
  void refusesWhatIsNotJsonAndSaysWhere(String text, String message) {
    assertThatThrownBy(() -> Json.parse(text, "m")).isInstanceOf(ModelException.class).hasMessageStartingWith(message);
  }

  @Test
  void saysLineAndColumn() {
    assertThatThrownBy(() -> Json.parse("{\n  \"a\": 1,\n  \"b\" 2\n}", "m"))
        .hasMessage("m, line 3, column 7: got '2?}', expected ':'.");
  }

  @Test
  void refusesDeepNestingAndWritesNone() {
    String deepest = "[".repeat(Json.DEEPEST) + "]".repeat(Json.DEEPEST);
    assertThat(Json.write(Json.parse(deepest, "m"))).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.parse("[" + deepest + "]", "m"))
        .hasMessageContaining("expected at most 100 levels of nesting");
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(5_000_000), "m")).isInstanceOf(ModelException.class);
    List<Object> cyclic = new ArrayList<>();
    cyclic.add(cyclic);
    assertThatThrownBy(() -> Json.write(cyclic)).hasMessage("JSON: nested deeper than 100 levels");
  }

  @Test
  void doesNotWriteWhatJsonCannotHold() {
    assertThatThrownBy(() -> Json.write(Double.NaN)).hasMessage("JSON: has no number for NaN");
    assertThatThrownBy(() -> Json.write(Float.NEGATIVE_INFINITY)).hasMessage("JSON: has no number for -Infinity");
    assertThatThrownBy(() -> Json.write(new int[0])).hasMessage("JSON: cannot write a [I");
    assertThatThrownBy(() -> Json.write(Map.of(1, 2))).hasMessage("JSON: member names are strings, got 1");
  }
}
