package hillock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.kernel.Engine;
import hillock.kernel.KernelChoice;
import hillock.kernel.Team;
import hillock.nn.BatchNorm;
import hillock.nn.Dense;
import hillock.nn.Lstm;
import hillock.nn.Network;
import hillock.nn.Networks;
import hillock.nn.Relu;
import hillock.nn.Sequential;
import hillock.nn.Spec;
import hillock.tensor.Shape;
import hillock.tensor.Tape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
  private record Case(Spec spec, Shape input, int[] rows) {}

  /** With slices of 4, 2, 128 and 40 rows: fewer rows than one, as many as fill some, and rests. */
  private static final List<Case> CASES =
      List.of(
          new Case(Networks.lenet(10), Shape.of(28, 28, 1), new int[] {1, 3, 9, 64, 67}),
          new Case(Networks.resnet(10, 8, 1, 1), Shape.of(32, 32, 3), new int[] {1, 5, 33}),
          new Case(new Sequential(new Dense(300), new Relu(), new Dense(3)), Shape.of(200), new int[] {2, 130, 515}),
          new Case(new Sequential(new Lstm(32), new Dense(2)), Shape.of(50, 16), new int[] {1, 90}));

  private static float[] numbers(int count) {
    Random random = new Random(count);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static float[] onOneTape(Network network, float[] x, int n) {
    try (Tape tape = Tape.inference(Engine.single());
        var step = tape.step()) {
      return network.forward(step.input(x, network.input().batch(n))).copy();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void givesTheBitsOfOneTapeHoweverRowsAreSliced(int threads) {
    try (Team team = Team.of(threads)) {
      Engine engine = Engine.of(KernelChoice.AUTO.kernels(), team);
      for (Case one : CASES) {
        Network network = Network.of(one.spec, one.input, 3);
        Inference inference = new Inference(network, engine);
        for (int n : one.rows) {
          float[] x = numbers(n * one.input.size());
          assertThat(inference.run(x, n)).as("%s, %d rows", one.spec, n).containsExactly(onOneTape(network, x, n));
        }
      }
    }
  }

  @Test
  void asksForEachRowOnce() {
    Network network = Network.of(Networks.lenet(10), Shape.of(28, 28, 1), 1);
    try (Team team = Team.of(2)) {
      List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
      new Inference(network, Engine.of(KernelChoice.AUTO.kernels(), team))
          .run((row, x, offset) -> asked.add(row), 50, new float[500]);
      assertThat(asked).hasSize(50).doesNotHaveDuplicates();
    }
  }

  @Test
  void takesNoRowsAndNetworksWithoutProducts() {
    Network network = Network.of(new BatchNorm(), Shape.of(3), 1);
    Inference inference = new Inference(network, Engine.single());
    assertThat(inference.run(new float[0], 0)).isEmpty();
    assertThat(inference.run(numbers(3000), 1000)).containsExactly(onOneTape(network, numbers(3000), 1000));
  }

  @Test
  void saysWhenAnArrayIsTooShort() {
    Inference inference = new Inference(Network.of(new Dense(2), Shape.of(3), 1), Engine.single());
    assertThatThrownBy(() -> inference.run(new float[5], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inference: got 5 values for the inputs of 2 rows, expected 3 a row");
    assertThatThrownBy(() -> inference.run((row, x, offset) -> {}, 2, new float[3]))
        .hasMessage("inference: got 3 values for the results of 2 rows, expected 2 a row");
    assertThatThrownBy(() -> inference.run(new float[5], -1)).hasMessageContaining("of -1 rows");
  }

  @Test
  void worksOnAfterARowThatFails() {
    Network network = Network.of(Networks.lenet(10), Shape.of(28, 28, 1), 1);
    try (Team team = Team.of(2)) {
      Inference inference = new Inference(network, Engine.of(KernelChoice.AUTO.kernels(), team));
      Inference.Rows broken =
          (row, x, offset) -> {
            if (row == 31) {
              throw new IllegalArgumentException("row 31 is broken");
            }
          };
      assertThatThrownBy(() -> inference.run(broken, 64, new float[640])).hasMessage("row 31 is broken");
      float[] x = numbers(64 * 784);
      assertThat(inference.run(x, 64)).containsExactly(onOneTape(network, x, 64));
    }
  }
}
