package hillock.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hillock.kernel.Engine;
import hillock.model.Catalog;
import hillock.model.Json;
import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Gradients;
import hillock.tensor.Parameter;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import hillock.train.Optimizer;
import hillock.train.Update;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds outputs, gradients, losses and a thousand optimiser steps against what libtorch 2.10 computed; {@code
 * TorchGoldens} in module bench recorded it.
 */
class TorchGoldensTest {
  /** Of a first forward and backward pass, relative to the largest value of the array. */
  private static final float ONE_PASS = 2e-6f;

  /** Of losses and weights after steps, relative to the largest value of the array. */
  private static final float TEN_STEPS = 2e-5f;

  private static final float THOUSAND_STEPS = 1e-3f;

  @TestFactory
  Stream<DynamicTest> activations() throws IOException {
    return cases("activations");
  }

  @TestFactory
  Stream<DynamicTest> losses() throws IOException {
    return cases("losses");
  }

  @TestFactory
  Stream<DynamicTest> normalisations() throws IOException {
    return cases("norms");
  }

  @TestFactory
  Stream<DynamicTest> recurrentLayers() throws IOException {
    return cases("recurrent");
  }

  @TestFactory
  Stream<DynamicTest> transformerBlocks() throws IOException {
    return cases("transformers");
  }

  @TestFactory
  Stream<DynamicTest> networksOfImages() throws IOException {
    return cases("images");
  }

  @TestFactory
  Stream<DynamicTest> optimizersFollowLibtorchForAThousandSteps() throws IOException {
    return cases("optimizers");
  }

  private static Stream<DynamicTest> cases(String file) throws IOException {
    try (InputStream in = TorchGoldensTest.class.getResourceAsStream("/goldens/" + file + ".json")) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Map<String, Object>> cases = cast(Json.parse(json, file));
      return cases.stream().map(golden -> DynamicTest.dynamicTest((String) golden.get("name"), () -> check(golden)));
    }
  }

  private static void check(Map<String, Object> golden) {
    List<Spec> layers = new ArrayList<>();
    for (String layer : TorchGoldensTest.<List<String>>cast(golden.get("layers"))) {
      layers.add(Catalog.of(Spec.class).parse(layer));
    }
    float[] x = floats(golden.get("x"));
    float[] t = floats(golden.get("target"));
    int rows = 7;
    Shape example = golden.containsKey("shape") ? shape(golden.get("shape")) : Shape.of(x.length / rows);
    Network network = new Sequential(layers).build(example, 1);
    Map<String, Object> initial = cast(golden.get("initial"));
    initial.forEach((name, values) -> parameter(network, name).set(floats(values)));
    assertThat(network.parameters().trainableSize())
        .as("libtorch's case has all our parameters")
        .isEqualTo(initial.values().stream().mapToInt(values -> floats(values).length).sum());

    Loss loss = Catalog.of(Loss.class).parse((String) golden.get("loss"));
    Shape targetShape = t.length == rows ? Shape.of(rows) : Shape.of(rows, t.length / rows);
    Engine engine = Engine.single();
    Update update =
        Catalog.of(Optimizer.class).parse((String) golden.get("optimizer")).over(network.parameters(), engine);
    int steps = ((Number) golden.get("steps")).intValue();
    List<Float> losses = new ArrayList<>();
    try (Tape tape = Tape.training(1, engine)) {
      for (int i = 0; i < steps; i++) {
        try (var step = tape.step()) {
          Tensor output = network.forward(step.input(x, example.batch(rows)));
          Tensor value = loss.of(output, step.input(t, targetShape));
          Gradients gradients = step.gradients(value, network.parameters());
          if (i == 0) {
            assertClose("output", output.copy(), floats(golden.get("output")), ONE_PASS);
            Map<String, Object> expected = cast(golden.get("gradients"));
            expected.forEach((name, values) ->
                assertClose("gradient of " + name, gradients.of(parameter(network, name)), floats(values), ONE_PASS));
          }
          if (i < 10 || (i + 1) % 100 == 0) {
            losses.add(value.item());
          }
          update.update(gradients);
        }
      }
    }
    float tolerance = steps <= 10 ? TEN_STEPS : THOUSAND_STEPS;
    assertClose("losses", toArray(losses), floats(golden.get("losses")), tolerance);
    Map<String, Object> end = cast(golden.get("final"));
    end.forEach((name, values) -> assertClose(name, parameter(network, name).copy(), floats(values), tolerance));
    Map<String, Object> statistics = cast(golden.get("statistics"));
    statistics.forEach((name, values) -> assertClose(name, parameter(network, name).copy(), floats(values), tolerance));
  }

  private static Shape shape(Object json) {
    return Shape.of(TorchGoldensTest.<List<Number>>cast(json).stream().mapToInt(Number::intValue).toArray());
  }

  private static Parameter parameter(Network network, String name) {
    return network.parameters().named(name).orElseThrow(() -> new AssertionError("no parameter " + name));
  }

  private static void assertClose(String what, float[] got, float[] expected, float tolerance) {
    assertThat(got).as(what).hasSameSizeAs(expected);
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).as("%s [%d]", what, i).isCloseTo(expected[i], within(tolerance * largest + 1e-7f));
    }
  }

  private static float[] toArray(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private static float[] floats(Object json) {
    return toArray(TorchGoldensTest.<List<Number>>cast(json).stream().map(Number::floatValue).toList());
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object json) {
    return (T) json;
  }
}
