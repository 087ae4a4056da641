package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.nn.Activation;
import hillock.nn.Dense;
import hillock.nn.HeUniform;
import hillock.nn.Initializer;
import hillock.nn.Loss;
import hillock.nn.MeanSquaredError;
import hillock.nn.Module;
import hillock.nn.Relu;
import hillock.nn.Scope;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private static final Catalog<Spec> SPECS = Records.with(Leaky.class, Fork.class).catalog(Spec.class);

  /** A layer with a default and a range. */
  public record Leaky(float slopeBelow, String note) implements Spec {
    public Leaky {
      if (!(slopeBelow >= 0)) {
        throw new IllegalArgumentException("Leaky: got slope %s, expected at least 0".formatted(slopeBelow));
      }
    }

    public Leaky() {
      this(0.5f, "default");
    }

    public Leaky(float slope) {
      this(slope, "given");
    }

    @Override
    public Module build(Scope scope, Shape input) {
      throw new UnsupportedOperationException();
    }
  }

  /** A layer that holds layers. */
  public record Fork(Spec left, Spec right) implements Spec {
    @Override
    public Module build(Scope scope, Shape input) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void listsTheRecordsThatImplementTheInterface() {
    assertThat(Catalog.of(Spec.class).types()).contains(Dense.class, Relu.class, Sequential.class);
    assertThat(Catalog.of(Activation.class).names()).contains("relu").doesNotContain("sequential", "dense");
    assertThat(Catalog.of(Initializer.class).types()).contains(HeUniform.class);
    assertThat(Catalog.of(Loss.class).names()).contains("mean-squared-error");
    assertThat(SPECS.types()).contains(Leaky.class, Dense.class);
  }

  @Test
  void readsLayersFromShortText() {
    assertThat(SPECS.parseAll("dense(64) RELU  Dense(10,bias=false)\n"))
        .containsExactly(new Dense(64), new Relu(), new Dense(10, false, new HeUniform()));
    assertThat(SPECS.parseAll("dense(64, he-uniform), relu")).containsExactly(new Dense(64), new Relu());
    assertThat(SPECS.parse("dense(units=3)")).isEqualTo(new Dense(3));
    assertThat(SPECS.parse("dense(3) relu")).isEqualTo(new Sequential(new Dense(3), new Relu()));
    assertThat(SPECS.parse("sequential(dense(3), relu)")).isEqualTo(new Sequential(new Dense(3), new Relu()));
    assertThat(SPECS.parse("sequential(dense(3) relu)")).isEqualTo(new Sequential(new Dense(3), new Relu()));
    assertThat(SPECS.parse("fork(dense(3) relu, relu)"))
        .isEqualTo(new Fork(new Sequential(new Dense(3), new Relu()), new Relu()));
    assertThat(Catalog.of(Loss.class).parse("MeanSquaredError")).isEqualTo(new MeanSquaredError());
    assertThat(SPECS.parseAll("  ")).isEmpty();
  }

  @Test
  void componentsNotGivenKeepTheValuesOfTheConstructor() {
    assertThat(SPECS.parse("leaky")).isEqualTo(new Leaky(0.5f, "default"));
    assertThat(SPECS.parse("leaky()")).isEqualTo(new Leaky(0.5f, "default"));
    assertThat(SPECS.parse("leaky(1)")).isEqualTo(new Leaky(1, "given"));
    assertThat(SPECS.parse("leaky(note=\"a b\")")).isEqualTo(new Leaky(0.5f, "a b"));
    assertThat(SPECS.parse("leaky(slope-below=1e-3)")).isEqualTo(new Leaky(1e-3f, "default"));
    assertThat(SPECS.parse("leaky(1, word)")).isEqualTo(new Leaky(1, "word"));
  }

  @Test
  void writesTheShortestTextThatSaysTheSame() {
    assertThat(Catalog.shorthand(new Dense(64))).isEqualTo("dense(64)");
    assertThat(Catalog.shorthand(new Dense(64, false, new HeUniform()))).isEqualTo("dense(64, false, he-uniform)");
    assertThat(Catalog.shorthand(new Leaky())).isEqualTo("leaky");
    assertThat(Catalog.shorthand(new Leaky(2))).isEqualTo("leaky(2.0)");
    assertThat(Catalog.shorthand(new Fork(new Relu(), new Sequential(new Relu(), new Dense(2)))))
        .isEqualTo("fork(relu, sequential(relu dense(2)))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dens(64)        | 'dens(64)': got the unknown name 'dens', expected one of | Did you mean 'dense'?",
        "reluu           | 'reluu': got the unknown name 'reluu', expected one of | Did you mean 'relu'?",
        "dense(64, bais=false) | 'dense(64, bais=false)': got the unknown name 'bais', expected | Did you mean 'bias'?",
        "fork            | 'fork': got no values, expected fork(left, right). | Later ones may",
        "dense(x)        | 'dense(x)': got the text 'x', expected a whole number | 2147483647.",
        "fork(relu)      | 'fork(relu)': got only the values [relu], expected fork(left, right). | defaults.",
        "leaky(1, a, 3)  | 'leaky(1, a, 3)': got the values [1, a, 3], expected leaky(slopeBelow, note). | ",
        "dense(0)        | 'dense(0)': Dense: got 0 units | expected at least 1",
        "leaky(-1)       | 'leaky(-1)': Leaky: got slope -1.0 | expected at least 0",
        "relu dense(0)   | 'relu dense(0)', at 'dense(0)': Dense: got 0 units | expected at least 1",
        "dense(64        | 'dense(64', character 9: got the end, expected ',' or ')'. | ",
        "dense(64,)      | 'dense(64,)', character 10: got ')', expected a name or a number. | ",
        "dense 64        | 'dense 64', at 'dense': got no values, expected dense( | ",
        "64              | '64': got 64, expected a name, such as | dense",
        "dense(units=1, units=2) | 'dense(units=1, units=2)', character 22: got '2)', expected 'units' only once. | ",
        "dense(units=1, 2) | 'dense(units=1, 2)', character 16: got '2)', expected only arguments with names | ",
        "leaky(\"x)      | 'leaky(\"x)', character 7: got '\"x)', expected a closing quote. | ",
        "dense(1 2)      | 'dense(1 2)': got the values '1 2', expected one value. | Separate values by commas.",
        ")               | ')', character 1: got ')', expected a name or a number. | ",
      })
  void refusesAndSaysWhatIsWrong(String text, String start, String part) {
    assertThatThrownBy(() -> SPECS.parseAll(text))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining(part == null ? "" : part);
  }

  @Test
  void refusesDeepParentheses() {
    assertThatThrownBy(() -> SPECS.parse("fork(".repeat(100_000)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected at most 40 levels of parentheses");
  }

  @Test
  void oneNameMeansOne() {
    assertThatThrownBy(() -> Catalog.of(Activation.class).parse("relu relu"))
        .hasMessageStartingWith("'relu relu': got 2 names, expected one, such as [");
  }
}
