package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.data.ClassTarget;
import hillock.kernel.Randomness;
import hillock.nn.Activation;
import hillock.nn.Dense;
import hillock.nn.Embedding;
import hillock.nn.Flatten;
import hillock.nn.Linear;
import hillock.nn.Network;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Softmax;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("m.hillock");
  }

  static Stream<Supplier<Model>> models() {
    return Stream.of(Models::classifier, Models::regression, Models::binary, Models::images);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everythingSurvivesTheFile(Supplier<Model> made) {
    Model model = made.get();
    model.save(file());
    Model opened = Model.open(file());
    assertThat(opened.network().spec()).isEqualTo(model.network().spec());
    assertThat(opened.network().input()).isEqualTo(model.network().input());
    assertThat(opened.network().parameters().values()).isEqualTo(model.network().parameters().values());
    assertThat(opened.weightsSha256()).isEqualTo(model.weightsSha256());
    assertThat(opened.link()).isEqualTo(model.link());
    assertThat(opened.preprocessor().map(p -> p.toMap())).isEqualTo(model.preprocessor().map(p -> p.toMap()));
    assertThat(opened.target()).isEqualTo(model.target());
    assertThat(opened.metrics()).isEqualTo(model.metrics());
    assertThat(opened.provenance()).isEqualTo(model.provenance());
  }

  @Test
  void savingTwiceGivesTheSameBytes() throws IOException {
    Models.classifier().save(file());
    Path again = folder.resolve("again.hillock");
    Model.open(file()).save(again);
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file()));
  }

  @Test
  void metricsThatAreNoNumbersAreNull() {
    Map<String, Object> test = new HashMap<>();
    test.put("accuracy", 0.5);
    test.put("rocAuc", null);
    assertThat(Models.classifier().metrics()).isEqualTo(Map.of("test", test));
  }

  @Test
  void theHashIsThatOfTheLittleEndianBytes() throws Exception {
    Model model = Models.images();
    float[] values = model.network().parameters().values();
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
    assertThat(model.weightsSha256()).isEqualTo(HexFormat.of().formatHex(hash));
    values[values.length - 1] = Math.nextUp(values[values.length - 1]);
    assertThat(model.weightsSha256()).isNotEqualTo(HexFormat.of().formatHex(hash));
  }

  static Stream<Spec> specs() {
    return Samples.of(Spec.class).map(Spec.class::cast);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aNetworkOfEveryLayerOfTheCatalogueSurvivesAndPredictsTheSame(Spec spec) {
    Network network = around(spec);
    Model.of(network, new Softmax()).save(file());
    Model opened = Model.open(file());
    float[] x = new float[network.input().size()];
    if (!(spec instanceof Embedding)) {
      new Randomness(11, 0, 0).normals(x, 0, x.length);
    }
    assertThat(Predictor.of(opened).predict(x).values()).containsExactly(network(network, x));
  }

  /** A network with this layer, of the simplest inputs that the layer takes. */
  private static Network around(Spec spec) {
    List<String> refusals = new ArrayList<>();
    for (Shape input : List.of(Shape.of(3), Shape.of(4, 3), Shape.of(9, 9, 3))) {
      try {
        Spec first = spec instanceof Embedding ? new Sequential() : new Dense(8);
        return new Sequential(first, spec, new Flatten(), new Dense(2)).build(input, 11);
      } catch (IllegalArgumentException e) {
        refusals.add(e.getMessage());
      }
    }
    throw new AssertionError("no shape fits " + spec + ": " + refusals);
  }

  private static float[] network(Network network, float[] x) {
    return Predictor.of(Model.of(network, new Softmax())).predict(x).values();
  }

  @Test
  void layersOfOnesOwnAreKnownWhenGiven() {
    record Twice() implements Activation {
      @Override
      public void forward(hillock.kernel.Kernels kernels, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
          y[i] = 2 * x[i];
        }
      }

      @Override
      public void slope(hillock.kernel.Kernels kernels, float[] x, float[] y, float[] slope, int from, int to) {
        Arrays.fill(slope, from, to, 2);
      }
    }

    Model.of(new Twice().build(Shape.of(2), 0), new Linear()).save(file());
    assertThatThrownBy(() -> Model.open(file()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file() + ", content.network: got the unknown name 'Twice', expected one of ");
    Model opened = Model.open(file(), Records.with(Twice.class));
    assertThat(Predictor.of(opened).predict(1, 3).values()).containsExactly(2, 6);
  }

  @Test
  void weightsThatAreNotFiniteAreNeitherSavedNorOpened() {
    Model model = Models.images();
    model.network().parameters().values()[64 * 300 + 5] = Float.NaN;
    String complaint =
        "got NaN at place 5 of the weights '0.dense.bias', expected finite numbers. The training diverged";
    assertThatThrownBy(() -> model.save(file())).hasMessageContaining(complaint);
    assertThat(file()).doesNotExist();
    Models.images().save(file());
    Container container = Container.read(file(), Model.KIND);
    container.floats("weights")[64 * 300 + 5] = Float.NaN;
    container.write(file(), Model.KIND);
    assertThatThrownBy(() -> Model.open(file())).hasMessageContaining(file() + ": " + complaint);
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    Network network = new Dense(3).build(Shape.of(2), 0);
    assertThatThrownBy(() -> Model.of(network, new Softmax()).with(new ClassTarget("t", List.of("a", "b"))))
        .hasMessage("model: the network has 3 outputs, the target 't' expects 2");
    assertThatThrownBy(() -> Model.of(network, new Softmax()).with(Models.classifier().preprocessor().orElseThrow()))
        .hasMessageStartingWith("model: the preprocessing makes rows of shape [");
    assertThatThrownBy(() -> Model.of(network, new Dense(2))).hasMessageContaining("got 0 values for all parameters");
  }

  @Test
  void theFileCutOffAtEveryLengthIsRefused() throws IOException {
    Models.binary().save(file());
    byte[] bytes = Files.readAllBytes(file());
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Model.open(file())).isInstanceOf(ModelException.class).hasMessageContaining("cut off");
    }
  }

  @Test
  void damageIsRefused() throws IOException {
    Models.classifier().save(file());
    byte[] bytes = Files.readAllBytes(file());
    Random random = new Random(17);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(file(), damaged);
      assertThatThrownBy(() -> Model.open(file())).isInstanceOf(ModelException.class);
    }
  }

  @Test
  void forgedHeadersEndInAGoodMessageOrAModel() throws IOException {
    Models.classifier().save(file());
    byte[] bytes = Files.readAllBytes(file());
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    byte[] digits = "0123456789-\"{}[],:tfn".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Random random = new Random(19);
    int refusals = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] forged = bytes.clone();
      for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
        forged[ContainerFormat.PREAMBLE + random.nextInt(header)] = digits[random.nextInt(digits.length)];
      }
      Files.write(file(), ContainerTest.signed(forged));
      try {
        Model.open(file());
      } catch (ModelException e) {
        refusals++;
        assertThat(e.getMessage()).startsWith(file().toString());
      }
    }
    assertThat(refusals).isGreaterThan(1_500);
  }

  private void forged(BiConsumer<Map<String, Object>, Container> change, String message) {
    Model.of(new Sequential(new Dense(2), new Relu()).build(Shape.of(3), 0), new Softmax()).save(file());
    Container read = Container.read(file(), Model.KIND);
    Map<String, Object> content = new LinkedHashMap<>(read.content());
    change.accept(content, read);
    new Container(content).put("weights", read.floats("weights")).write(file(), Model.KIND);
    assertThatThrownBy(() -> Model.open(file()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file().toString())
        .hasMessageContaining(message);
  }

  private static Object spec(String shorthand) {
    return Records.standard().encode(Catalog.of(Spec.class).parse(shorthand));
  }

  @Test
  void specsCannotAskForMoreThanTheWeightsOfTheFile() {
    forged(
        (content, file) -> content.put("network", spec("dense(2000000000)")),
        "content.network: shape [3, 2000000000]: more elements than a Java array holds");
    forged(
        (content, file) -> content.put("network", spec("sequential(dense(500000000) dense(4))")),
        "got 8 values for all parameters, expected at least 1500000000");
    forged(
        (content, file) -> content.put("network", spec("dense(1)")),
        "content.network: network: got 8 values, expected 4");
    forged((content, file) -> content.put("input", List.of(4L)), "got 8 values for all parameters");
    forged((content, file) -> content.put("input", List.of(100000L, 100000L)), "content.input: shape");
    forged((content, file) -> content.put("input", List.of(-3L)), "content.input: shape [-3]");
    forged((content, file) -> content.put("input", List.of()), "content.network");
    forged((content, file) -> content.put("input", "3"), "content.input: got the text '3', expected an array.");
    forged((content, file) -> content.put("parameters", List.of("other")), "written by another version of Hillock");
  }

  @Test
  void refusingAFileThatLiesAllocatesLittle() {
    Model.of(new Dense(1).build(Shape.of(1), 0), new Softmax()).save(file());
    Container read = Container.read(file(), Model.KIND);
    Map<String, Object> content = new LinkedHashMap<>(read.content());
    content.put("network", spec("sequential(dense(500000000) dense(500000000))"));
    new Container(content).put("weights", new float[2]).write(file(), Model.KIND);
    var thread = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> Model.open(file())).hasMessageContaining("got 2 values for all parameters");
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
  }

  @Test
  void partsOfTheFileThatAreMissingAreNamed() {
    for (String name : List.of("network", "link", "metrics", "provenance", "parameters", "input")) {
      forged((content, file) -> content.remove(name), "content." + name + ": got null, expected an ");
    }
    forged(
        (content, file) -> content.put("preprocessing", Map.of("kind", "x")), "content.preprocessing: preprocessing");
    forged((content, file) -> content.put("target", List.of()), "content.target: target: got a list of 0 elements");
    forged((content, file) -> content.put("provenance", Map.of("seed", 1)), "content.provenance.hillock: got null");
    forged((content, file) -> content.put("link", spec("dense(2)")), "content.link: parameter 'weight' [2, 2]: got 0");
  }

  @Test
  void otherContainersAreNoModels() {
    new Container(Map.of()).write(file(), "checkpoint");
    assertThatThrownBy(() -> Model.open(file()))
        .hasMessage(file() + ": got a file of kind 'checkpoint', expected kind 'model'. Is it the right file?");
  }
}
