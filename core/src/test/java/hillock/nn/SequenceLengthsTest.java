package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import hillock.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sequences of unequal length, padded to one. */
class SequenceLengthsTest {
  private static final int STEPS = 6;
  private static final int FEATURES = 3;
  private static final int[] LENGTHS = {4, 6, 1, 0};

  static Spec[] layers() {
    return new Spec[] {
      new SimpleRnn(5),
      new SimpleRnn(5, SimpleRnn.Function.RELU).bothDirections().wholeSequence(),
      new Gru(5).bothDirections(),
      new Gru(5).withLayers(2).wholeSequence(),
      new Lstm(5),
      new Lstm(5).bothDirections().withLayers(2).wholeSequence(),
      new Lstm(5).bothDirections().withLayers(2)
    };
  }

  /** Random numbers, and the padding after the end of each sequence. */
  private static float[] padded(float padding) {
    float[] x = new float[LENGTHS.length * STEPS * FEATURES];
    new Randomness(3, 1, 0).normals(x, 0, x.length);
    for (int b = 0; b < LENGTHS.length; b++) {
      Arrays.fill(x, (b * STEPS + LENGTHS[b]) * FEATURES, (b + 1) * STEPS * FEATURES, padding);
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aPaddedSequenceGivesWhatItGivesAlone(Spec spec) {
    float[] x = padded(7);
    Network padded = new Sequential(new Masking(7), spec).build(Shape.of(STEPS, FEATURES), 1);
    float[] together = Passes.inference(padded, x, LENGTHS.length);
    int width = padded.output().size();
    for (int b = 0; b < LENGTHS.length; b++) {
      float[] got = Arrays.copyOfRange(together, b * width, (b + 1) * width);
      float[] expected = new float[width];
      if (LENGTHS[b] > 0) {
        Network alone =
            Network.over(
                new Sequential(new Masking(7), spec), Shape.of(LENGTHS[b], FEATURES), padded.parameters().values());
        int from = b * STEPS * FEATURES;
        float[] y = Passes.inference(alone, Arrays.copyOfRange(x, from, from + LENGTHS[b] * FEATURES), 1);
        System.arraycopy(y, 0, expected, 0, y.length); // after the end a sequence of outputs is 0
      }
      assertThat(got).as("sequence of %d steps", LENGTHS[b]).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void whatFillsThePaddingDoesNotMatter(Spec spec) {
    assertThat(gradients(spec, 1e30f)).isEqualTo(gradients(spec, 7));
  }

  private static float[] gradients(Spec spec, float padding) {
    Network network = new Sequential(new Masking(padding), spec).build(Shape.of(STEPS, FEATURES), 1);
    try (Tape tape = Tape.training(1, Engine.single());
        Step step = tape.step()) {
      Tensor y = network.forward(step.input(padded(padding), Shape.of(LENGTHS.length, STEPS, FEATURES)));
      return step.gradients(y.times(y).sum(), network.parameters()).values().clone();
    }
  }

  @Test
  void lengthsReachWhateverKeepsTheTimeAxis() {
    Network network =
        new Sequential(new Masking(7), new Dense(4), new Tanh(), new Residual(new Gru(4).wholeSequence()))
            .build(Shape.of(STEPS, FEATURES), 1);
    try (Tape tape = Tape.inference(Engine.single());
        Step step = tape.step()) {
      Tensor x = step.input(padded(7), Shape.of(LENGTHS.length, STEPS, FEATURES));
      assertThat(x.lengths()).isNull();
      Tensor y = network.forward(x);
      assertThat(y.lengths()).startsWith(LENGTHS);
      assertThat(y.reshapeExamples(Shape.of(STEPS * 4)).lengths()).isNull();
      assertThat(y.sum().lengths()).isNull();
    }
  }

  @Test
  void lengthsAreThoseOfTheStep() {
    Network network = new Sequential(new Masking(7), new Dense(2)).build(Shape.of(2, 1), 1);
    try (Tape tape = Tape.inference(Engine.single())) {
      for (float[] x : new float[][] {{1, 7}, {1, 1}, {7, 7}, {7, 1}}) {
        try (Step step = tape.step()) {
          int expected = x[1] != 7 ? 2 : x[0] != 7 ? 1 : 0;
          assertThat(network.forward(step.input(x, Shape.of(1, 2, 1))).lengths()).startsWith(expected);
        }
      }
    }
  }

  @Test
  void paddingIdsAreTheEndOfAText() {
    for (int padding : new int[] {3, 5}) { // one of the vocabulary, and one beside it
      Network network = new Embedding(5, 2, padding).build(Shape.of(4), 1);
      float[] x = {1, padding, 2, padding, padding, padding, padding, padding};
      try (Tape tape = Tape.inference(Engine.single());
          Step step = tape.step()) {
        Tensor y = network.forward(step.input(x, Shape.of(2, 4)));
        assertThat(y.lengths()).startsWith(3, 0);
        assertThat(Arrays.copyOfRange(y.copy(), 6, 16)).containsOnly(0f);
        assertThat(Arrays.copyOfRange(y.copy(), 2, 4)).containsOnly(0f);
        assertThat(Arrays.copyOf(y.copy(), 2)).doesNotContain(0f);
      }
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Lstm(0)).hasMessage("Lstm: got 0 units, 1 layers; expected at least 1 of each");
    assertThatThrownBy(() -> new SimpleRnn(3).withRecurrentDropout(1))
        .hasMessage("SimpleRnn: got dropout 0.0, recurrentDropout 1.0; expected 0 or more and below 1");
    assertThatThrownBy(() -> new Lstm(3).build(Shape.of(5), 1))
        .hasMessage("Lstm: got input [5], expected [time, features]. Token ids need an Embedding first");
    assertThatThrownBy(() -> new Masking(Float.NaN)).hasMessageStartingWith("Masking: got value NaN");
    assertThatThrownBy(() -> new Embedding(4, 0))
        .hasMessage(
            "Embedding: got vocabulary 4, dimension 0, padding -1; expected both at least 1, padding -1 or an id");
    assertThatThrownBy(() -> Passes.inference(new Embedding(4, 2).build(Shape.of(3), 1), new float[] {0, 4, 1}, 1))
        .hasMessageContaining("token 1 of the batch [1, 3] is 4.0, expected a whole number from 0 to 3");
  }
}
