package hillock.io;

import static org.assertj.core.api.Assertions.assertThat;

import hillock.data.Column;
import hillock.data.Table;
import hillock.data.Task;
import hillock.tensor.Shape;
import hillock.testing.RealData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedSetTest {
  @ParameterizedTest
  @MethodSource("hillock.io.EmbeddedSet#all")
  void theDescriptionFitsTheData(EmbeddedSet set) {
    Source source = set.open();
    Table table = (Table) source.data();
    assertThat(table.size()).isEqualTo(set.rows());
    assertThat(table.columns()).hasSize(set.features() + 1);
    assertThat(Task.infer(table, set.target()).classNames()).isEqualTo(set.classes());
    assertThat(source.target()).contains(set.target());
    assertThat(source.origin().sha256()).hasSize(64);
    assertThat(table.notes()).isEmpty();
    assertThat(set.citation()).contains("doi:10.24432/");
    assertThat(set.terms()).startsWith("CC BY 4.0");
    assertThat(set.title()).isNotBlank();
    assertThat(set.description()).isNotBlank();
  }

  @Test
  void digitsAreImages() {
    assertThat(((Table) Sources.open("digits").data()).imageShape()).contains(Shape.of(8, 8, 1));
  }

  /** Value by value against the files the sets were made from, whose columns have no names. */
  @ParameterizedTest
  @ValueSource(strings = {"iris", "wine", "breast-cancer", "digits"})
  void theValuesAreThoseOfTheOriginal(String name) {
    Map<String, String> files =
        Map.of(
            "iris",
            "iris.csv",
            "wine",
            "wine_data.csv",
            "breast-cancer",
            "breast_cancer.csv",
            "digits",
            "digits.csv.gz");
    Table original = (Table) Sources.open(RealData.file("tabular/" + files.get(name))).data();
    Table embedded = (Table) Sources.open(name).data();
    assertThat(embedded.size()).isEqualTo(original.size());
    for (int c = 0; c < embedded.columns().size(); c++) {
      Column expected = original.columns().get(c);
      Column actual = embedded.columns().get(c);
      for (int i = 0; i < embedded.size(); i++) {
        assertThat(actual.text(i)).isEqualTo(expected.text(i));
      }
    }
  }
}
