package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.nn.Activation;
import hillock.nn.CrossEntropy;
import hillock.nn.Dense;
import hillock.nn.HeUniform;
import hillock.nn.Initializer;
import hillock.nn.Loss;
import hillock.nn.Module;
import hillock.nn.Relu;
import hillock.nn.Scope;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
  private static final Records RECORDS = Records.with(Everything.class, Part.class, Units.class);

  /** A layer like Dense, but one that never gets another component. */
  public record Units(int units, boolean bias, Initializer initializer) implements Spec {
    public Units {
      if (units < 1) {
        throw new IllegalArgumentException("Units: got %d units, expected at least 1".formatted(units));
      }
    }

    @Override
    public Module build(Scope scope, Shape input) {
      throw new UnsupportedOperationException();
    }
  }

  /** A layer with components of all types that can be stored. */
  public record Everything(
      int i,
      long l,
      float f,
      double d,
      boolean b,
      String s,
      TimeUnit e,
      Part part,
      Spec inner,
      List<Integer> ints,
      List<Part> parts,
      List<Spec> specs)
      implements Spec {
    public Everything {
      if (i < 0) {
        throw new IllegalArgumentException("Everything: got %d, expected at least 0".formatted(i));
      }
    }

    @Override
    public Module build(Scope scope, Shape input) {
      throw new UnsupportedOperationException();
    }
  }

  /** A record within a record. */
  public record Part(float x) {}

  static Stream<Record> catalogued() {
    return Stream.of(Spec.class, Loss.class, Initializer.class).flatMap(Samples::of);
  }

  @ParameterizedTest
  @MethodSource("catalogued")
  void everyRecordOfTheCatalogueSurvivesJson(Record sample) {
    String text = Json.write(Records.standard().encode(sample));
    Class<?> kind = sample instanceof Spec ? Spec.class : sample instanceof Loss ? Loss.class : Initializer.class;
    Object back = Records.standard().decode(kind, Json.parse(text, "t"), "t");
    assertThat(back).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("catalogued")
  void everyRecordOfTheCatalogueSurvivesShorthand(Record sample) {
    Class<?> kind = sample instanceof Spec ? Spec.class : sample instanceof Loss ? Loss.class : Initializer.class;
    String text = Catalog.shorthand(sample);
    assertThat((Object) Catalog.of(kind).parse(text)).as(text).isEqualTo(sample);
  }

  @Test
  void aRecordJustEncodedDecodesWithoutATripThroughText() {
    Dense dense = new Dense(3);
    Loss smoothed = new CrossEntropy(0.25f);
    assertThat(Records.standard().decode(Spec.class, Records.standard().encode(dense), "here")).isEqualTo(dense);
    assertThat(Records.standard().decode(Loss.class, Records.standard().encode(smoothed), "here")).isEqualTo(smoothed);
  }

  @Test
  void theFormIsTheClassNameAndTheComponents() {
    assertThat(Json.write(RECORDS.encode(new Units(64, true, new HeUniform()))))
        .isEqualTo("{\"type\":\"Units\",\"units\":64,\"bias\":true,\"initializer\":{\"type\":\"HeUniform\"}}");
  }

  @Test
  void componentsOfAllTypesSurvive() {
    Everything value =
        new Everything(
            1,
            Long.MIN_VALUE,
            0.1f,
            Math.PI,
            true,
            "\"é",
            TimeUnit.DAYS,
            new Part(Float.POSITIVE_INFINITY),
            new Sequential(new Relu(), new Dense(3)),
            List.of(4, 5),
            List.of(new Part(Float.MIN_VALUE)),
            List.of(new Relu(), new Units(2, false, new HeUniform())));
    Object json = Json.parse(Json.write(RECORDS.encode(value)), "t");
    assertThat(RECORDS.decode(Spec.class, json, "t")).isEqualTo(value);
  }

  private static ThrowingDecoder decoding(Class<?> type, String json) {
    return new ThrowingDecoder(type, json);
  }

  private record ThrowingDecoder(Class<?> type, String json) {
    void failsWith(String message) {
      assertThatThrownBy(() -> RECORDS.decode(type, Json.parse(json.replace('\'', '"'), "m"), "m"))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith(message);
    }
  }

  @Test
  void componentsLeftOutGetTheDefaultsOfTheConstructors() {
    assertThat(decoded("{'type':'Dense','units':4}")).isEqualTo(new Dense(4));
    assertThat(decoded("{'type':'Dense','units':4,'maxNorm':2}")).isEqualTo(new Dense(4).withMaxNorm(2));
    assertThat(decoded("{'type':'BatchNorm'}")).isEqualTo(new hillock.nn.BatchNorm());
    assertThat(decoded("{'type':'Residual','layers':[{'type':'Relu'}]}"))
        .isEqualTo(new hillock.nn.Residual(new Relu()));
    assertThat(decoded("{'type':'Sequential','layers':['dense(4)','relu',{'type':'Dense','units':2}]}"))
        .as("the short form within JSON")
        .isEqualTo(new Sequential(new Dense(4), new Relu(), new Dense(2)));
    decoding(Spec.class, "{'type':'Dense','bias':true}")
        .failsWith("m: got no 'units', expected all components of Dense");
    decoding(Spec.class, "{'type':'Sequential','layers':['denze(4)']}").failsWith("'denze(4)': got the unknown name");
  }

  private static Spec decoded(String json) {
    return RECORDS.decode(Spec.class, Json.parse(json.replace('\'', '"'), "m"), "m");
  }

  @Test
  void refusesWithTheNameOfTheComponent() {
    decoding(Spec.class, "{'type':'Units','units':64,'bias':true}")
        .failsWith("m: got no 'initializer', expected all components of Units(units, bias, initializer).");
    decoding(Spec.class, "{'type':'Relu','slope':2}")
        .failsWith("m: got the unknown component 'slope', expected the components of Relu().");
    decoding(Spec.class, "{'type':'Units','units':'many','bias':true,'initializer':{'type':'HeUniform'}}")
        .failsWith("m.units: got the text 'many', expected a whole number from -2147483648 to 2147483647.");
    decoding(Spec.class, "{'type':'Units','units':2147483648,'bias':true,'initializer':{'type':'HeUniform'}}")
        .failsWith("m.units: got 2147483648, expected a whole number");
    decoding(Spec.class, "{'type':'Units','units':1.5,'bias':true,'initializer':{'type':'HeUniform'}}")
        .failsWith("m.units: got 1.5, expected a whole number");
    decoding(Spec.class, "{'type':'Units','units':0,'bias':true,'initializer':{'type':'HeUniform'}}")
        .failsWith("m: Units: got 0 units, expected at least 1");
    decoding(Spec.class, "{'type':'Units','units':1,'bias':null,'initializer':{'type':'HeUniform'}}")
        .failsWith("m.bias: got null, expected true or false.");
    decoding(Spec.class, "{'type':'Units','units':1,'bias':true,'initializer':{'type':'Relu'}}")
        .failsWith("m.initializer: got the unknown name 'Relu', expected one of ");
    decoding(Spec.class, "{'type':'Sequential','layers':[{'type':'Relu'},7]}")
        .failsWith("m.layers[1]: got 7, expected an object.");
    decoding(Spec.class, "{'type':'Sequential','layers':{}}").failsWith("m.layers: got an object, expected an array.");
    decoding(Spec.class, "{'units':1}").failsWith("m: got no 'type', expected the name of a spec.");
    decoding(Spec.class, "[]").failsWith("m: got an array, expected an object.");
    decoding(Part.class, "{'type':'Part','x':1e300}")
        .failsWith("m.x: got 1.0E300, expected a number of at most 3.4028235E38.");
  }

  @Test
  void namesResolveToRecordsOfTheInterfaceAlone() {
    for (String name :
        List.of(
            "java.lang.Runtime",
            "hillock.nn.Dense",
            "../nn/Dense",
            "Dense$Built",
            "dense",
            "Network",
            "Spec",
            "Scope",
            "HeUniform",
            "MeanSquaredError",
            "",
            "A".repeat(5000),
            "Dense\u0000",
            "Дense")) {
      Map<String, Object> json = Map.of("type", name);
      assertThatThrownBy(() -> Records.standard().decode(Spec.class, json, "m"))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("m: got the unknown name '");
    }
    assertThatThrownBy(() -> Records.standard().decode(Spec.class, Map.of("type", "Part"), "m"))
        .hasMessageContaining("unknown name 'Part'");
    assertThatThrownBy(() -> RECORDS.decode(Activation.class, Map.of("type", "Dense"), "m"))
        .hasMessageContaining("unknown name 'Dense'");
  }

  @Test
  void refusesToStoreWhatIsNoRecordOfPlainComponents() {
    record Odd(Object o) {}
    assertThatThrownBy(() -> RECORDS.encode(new Odd(new Object()))).hasMessageContaining("Odd.o: cannot store a ");
    assertThatThrownBy(() -> RECORDS.encode(new Odd(null))).hasMessage("Odd.o: null cannot be stored");
    assertThatThrownBy(() -> RECORDS.encode("x")).hasMessage("cannot store x: only records can be stored");
  }
}
