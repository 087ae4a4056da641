package hillock.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hillock.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a model file stores of a preprocessor comes back the same, and damage never gets further than a clear error. */
class PreprocessorMapTest {
  private static final Table TABLE =
      Table.of(
          Column.numbers("x", 1, Double.NaN, 3, 6),
          Column.categories("c", "u", "v", "u", null),
          Column.dates("d", 0, 86400, 2 * 86400, 40 * 86400),
          Column.numbers("y", 1.5, 2, 3, 40));

  private static Preprocessor table() {
    return Preprocessor.fit(TABLE, Task.infer(TABLE, "y"));
  }

  private static Preprocessor array() {
    Dataset data =
        Dataset.ofBytes(Shape.of(1, 2, 1), new byte[] {1, 2, 3, 9})
            .withImageShape(Shape.of(1, 2, 1))
            .withLabels(new int[] {0, 1}, List.of("a", "b"));
    return Preprocessor.fit(data, Task.infer(data, ""));
  }

  @Test
  void tablesComeBackTheSame() {
    Preprocessor back = Preprocessor.fromMap(table().toMap());
    Dataset expected = table().transform(TABLE);
    Dataset actual = back.transform(TABLE);
    for (int i = 0; i < TABLE.size(); i++) {
      assertThat(actual.row(i)).isEqualTo(expected.row(i));
    }
    assertThat(actual.targets()).isEqualTo(expected.targets());
    assertThat(back.toMap()).isEqualTo(table().toMap());
    assertThat(back.notes()).isEqualTo(table().notes());
  }

  @Test
  void arraysComeBackTheSame() {
    Preprocessor back = Preprocessor.fromMap(array().toMap());
    assertThat(back.toMap()).isEqualTo(array().toMap());
    assertThat(back.imageShape()).contains(Shape.of(1, 2, 1));
    Dataset raw = Dataset.ofBytes(Shape.of(2), new byte[] {1, 9});
    double deviation = Math.sqrt((2.75 * 2.75 + 1.75 * 1.75 + .75 * .75 + 5.25 * 5.25) / 4);
    assertThat(back.transform(raw).row(0)[1]).isCloseTo((float) (5.25 / deviation), within(1e-6f));
  }

  @Test
  void predictionsAreTurnedBackIntoValues() {
    NumberTarget target = (NumberTarget) table().target();
    float[] y = table().transform(TABLE).targets().clone();
    target.decode(y, 4);
    assertThat(y[3]).isCloseTo(40, within(1e-4f));
    NumberTarget.Part logarithm = new NumberTarget.Part("y", true, 2, 0.5);
    assertThat(logarithm.decode(logarithm.encode(100))).isCloseTo(100, within(1e-3));
    assertThat(logarithm.decode(1e30)).isFinite();
  }

  @TestFactory
  Stream<DynamicTest> everyFieldThatIsMissingOrOfAnotherTypeIsNamed() {
    return Stream.of(table(), array())
        .flatMap(p -> {
          List<DynamicTest> tests = new ArrayList<>();
          Map<String, Object> root = p.toMap();
          damage("preprocessing", root, root, tests);
          return tests.stream();
        });
  }

  /** One test for each field below a map: it is replaced by an object of no use, then removed. */
  @SuppressWarnings("unchecked")
  private static void damage(String path, Map<String, Object> root, Map<String, Object> map, List<DynamicTest> tests) {
    for (String key : map.keySet()) {
      String name = path + "." + key;
      Object old = map.get(key);
      if (old instanceof Map<?, ?> child) {
        damage(name, root, (Map<String, Object>) child, tests);
      }
      if (old instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
        for (int i = 0; i < list.size(); i++) {
          damage(name + "[" + i + "]", root, (Map<String, Object>) list.get(i), tests);
        }
      }
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () -> {
                map.put(key, new Object());
                refused(root, name);
                map.remove(key);
                if (!key.equals("imageShape")) {
                  refused(root, name);
                }
                map.put(key, old);
              }));
    }
  }

  private static void refused(Map<String, Object> root, String field) {
    assertThatThrownBy(() -> Preprocessor.fromMap(root))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(field + ": got ")
        .hasMessageEndingWith("The model file is damaged.");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (Object bad : List.of(0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
      Map<String, Object> map = new LinkedHashMap<>(table().toMap());
      Map<String, Object> number = new LinkedHashMap<>(((NumberFeature) first()).toMap());
      number.put("deviation", bad);
      map.put("columns", List.of(number));
      assertThatThrownBy(() -> Preprocessor.fromMap(map))
          .hasMessageStartingWith("preprocessing.columns[0].deviation: got");
    }
    for (List<?> bad : List.of(List.of(1 << 20, 1 << 20), List.of(-1), List.of(0), List.of(1.5))) {
      Map<String, Object> map = new LinkedHashMap<>(array().toMap());
      map.put("inputShape", bad);
      assertThatThrownBy(() -> Preprocessor.fromMap(map)).hasMessageStartingWith("preprocessing.inputShape: got");
    }
    assertThatThrownBy(() -> Preprocessor.fromMap("x"))
        .hasMessage("preprocessing: got 'x', expected an object with named fields. The model file is damaged.");
  }

  private static FeatureEncoding first() {
    return ((TablePreprocessor) table()).encodings().getFirst();
  }
}
