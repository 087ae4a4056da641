package hillock.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.kernel.Engine;
import hillock.kernel.Randomness;
import hillock.tensor.Shape;
import hillock.tensor.Step;
import hillock.tensor.Tape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sequences in parts: a tape carries the state from step to step. */
class RememberingTest {
  private static final int STEPS = 12;
  private static final int FEATURES = 3;

  static Spec[] layers() {
    return new Spec[] {
      new SimpleRnn(5).wholeSequence(),
      new Gru(5).wholeSequence(),
      new Lstm(5).wholeSequence(),
      new Sequential(new Lstm(4).withLayers(2).wholeSequence(), new Dense(2), new Gru(3).wholeSequence())
    };
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aSequenceInPartsGivesWhatItGivesInOne(Spec spec) {
    Network whole = spec.build(Shape.of(STEPS, FEATURES), 1);
    float[] x = new float[STEPS * FEATURES];
    new Randomness(3, 1, 0).normals(x, 0, x.length);
    float[] expected = Passes.inference(whole, x, 1);
    for (int part : new int[] {1, 3, 4, 12}) {
      Network network = Network.over(spec, Shape.of(part, FEATURES), whole.parameters().values());
      int width = network.output().last();
      try (Tape tape = Tape.inference(Engine.single()).remembering(true)) {
        for (int round = 0; round < 2; round++) {
          for (int from = 0; from < STEPS; from += part) {
            float[] y = next(tape, network, Arrays.copyOfRange(x, from * FEATURES, (from + part) * FEATURES));
            assertThat(y).isEqualTo(Arrays.copyOfRange(expected, from * width, (from + part) * width));
          }
          tape.forget();
        }
      }
    }
  }

  private static float[] next(Tape tape, Network network, float[] x) {
    try (Step step = tape.step()) {
      return network.forward(step.input(x, network.input().batch(1))).copy();
    }
  }

  @Test
  void whatATapeRemembersCanBeSavedAndTakenOver() {
    Network network = new Lstm(4).build(Shape.of(2, FEATURES), 1);
    float[] x = {1, 2, 3, -1, 0, 1};
    try (Tape first = Tape.inference(Engine.single()).remembering(true);
        Tape second = Tape.inference(Engine.single()).remembering(true)) {
      next(first, network, x);
      second.memories(first.memories());
      float[] expected = next(first, network, x);
      assertThat(next(second, network, x)).isEqualTo(expected);
    }
  }

  @Test
  void aBatchOfAnotherSizeBeginsAnew() {
    Network network = new Gru(4).build(Shape.of(1, 1), 1);
    try (Tape tape = Tape.inference(Engine.single()).remembering(true)) {
      float[] first = next(tape, network, new float[] {1});
      try (Step step = tape.step()) {
        float[] two = network.forward(step.input(new float[] {1, 1}, Shape.of(2, 1, 1))).copy();
        assertThat(two).startsWith(first).endsWith(first);
      }
    }
  }

  @Test
  void readingInBothDirectionsCannotGoOn() {
    Network network = new Lstm(4).bothDirections().build(Shape.of(2, 1), 1);
    try (Tape tape = Tape.inference(Engine.single()).remembering(true)) {
      assertThatThrownBy(() -> next(tape, network, new float[] {1, 2}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("reads sequences in both directions");
    }
  }
}
