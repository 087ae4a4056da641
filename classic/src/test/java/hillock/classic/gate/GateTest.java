package hillock.classic.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hillock.classic.separation.Separable;
import hillock.classic.separation.Separation;
import hillock.nn.Dense;
import hillock.nn.Network;
import hillock.nn.Sequential;
import hillock.nn.Threshold;
import hillock.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Canon A2, A3 and A5: neurons as gates, and XOR, which no single one can do. */
class GateTest {
  private static List<Boolean> fires(Gate gate) {
    return gate.table().rows().stream().map(List::getFirst).toList();
  }

  @Test
  void neuronsWithWeightsAreTheBasicGates() {
    assertThat(fires(ThresholdGate.or(2))).containsExactly(false, true, true, true);
    assertThat(fires(ThresholdGate.and(2))).containsExactly(false, false, false, true);
    assertThat(fires(ThresholdGate.nand(2))).containsExactly(true, true, true, false);
    assertThat(fires(ThresholdGate.not())).containsExactly(true, false);
    assertThat(fires(ThresholdGate.atLeast(2, 3))).containsExactly(false, false, false, true, false, true, true, true);
  }

  @Test
  void neuronsOf1943AreTheBasicGates() {
    assertThat(fires(McCullochPitts.or(2))).containsExactly(false, true, true, true);
    assertThat(fires(McCullochPitts.and(2))).containsExactly(false, false, false, true);
    assertThat(fires(McCullochPitts.not())).containsExactly(true, false);
    assertThat(fires(McCullochPitts.butNot())).containsExactly(false, false, true, false);
  }

  @Test
  void oneInhibitoryInputOutweighsAllOthers() {
    McCullochPitts neuron = new McCullochPitts(3, 1, 1);
    assertThat(neuron.fires(true, true, true, false)).isTrue();
    assertThat(neuron.fires(true, true, true, true)).isFalse();
  }

  @Test
  void noNeuronOf1943SaysNand() {
    for (int inhibitory = 0; inhibitory <= 2; inhibitory++) {
      for (int threshold = 0; threshold <= 3; threshold++) {
        assertThat(fires(new McCullochPitts(2 - inhibitory, inhibitory, threshold)))
            .isNotEqualTo(List.of(true, true, true, false));
      }
    }
  }

  @Test
  void xorTakesTwoLayers() {
    for (Circuit xor : List.of(Circuits.xor(), Circuits.xor1943())) {
      assertThat(xor.table().rows()).containsExactly(List.of(false), List.of(true), List.of(true), List.of(false));
      assertThat(xor.depth()).isEqualTo(2);
      assertThat(xor.size()).isEqualTo(3);
      assertThat(xor.table().separation().exists()).isFalse();
    }
  }

  @Test
  void xorIsTheSameAsANetworkOfDenseLayersWithThresholds() {
    Network network =
        Network.of(new Sequential(new Dense(2), new Threshold(), new Dense(1), new Threshold()), Shape.of(2), 1);
    // Weights [in, out] and biases -θ: OR and NAND, then AND.
    float[] weights = {1, -1, 1, -1, -1, 1, 1, 1, -2};
    System.arraycopy(weights, 0, network.parameters().values(), 0, weights.length);
    network.parameters().changed();
    assertThat(network.predict(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4)).containsExactly(0, 1, 1, 0);
  }

  @Test
  void theWeightsThatAProofHoldsMakeTheGate() {
    TruthTable wanted = TruthTable.of(3, x -> x[0] && (x[1] || !x[2]));
    Separation answer = wanted.separation();
    assertThat(answer).isInstanceOf(Separable.class);
    assertThat(ThresholdGate.of((Separable) answer).table().rows()).isEqualTo(wanted.rows());
  }

  @Test
  void tablesPrintAsOneReadsThem() {
    assertThat(Circuits.xor().table())
        .hasToString(
            """
            a b | xor
            0 0 | 0
            0 1 | 1
            1 0 | 1
            1 1 | 0
            """);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> ThresholdGate.or(2).fires(true)).hasMessage("threshold gate: got 1 inputs, expected 2");
    assertThatThrownBy(() -> new McCullochPitts(0, 0, 1)).hasMessageContaining("expected at least one input");
    assertThatThrownBy(() -> Circuit.of("a").gate("y", ThresholdGate.not(), "b"))
        .hasMessage("circuit, 'y': got the source 'b', expected one of [a]");
    assertThatThrownBy(() -> Circuit.of("a").gate("a", ThresholdGate.not(), "a")).hasMessageContaining("twice");
    assertThatThrownBy(() -> Circuits.halfAdder().table().separation()).hasMessageContaining("expected one");
  }

  /** Known counts: Muroga 1971; OEIS A000609. Those of 4 inputs are counted by the gallery's entry. */
  @Test
  void oneNeuronDoes14Of16FunctionsOfTwoInputsAnd104Of256OfThree() {
    assertThat(separable(1)).isEqualTo(4);
    assertThat(separable(2)).isEqualTo(14);
    assertThat(separable(3)).isEqualTo(104);
  }

  private static int separable(int inputs) {
    int count = 0;
    for (long number = 0; number < 1L << (1 << inputs); number++) {
      count += TruthTable.numbered(inputs, number).separation().exists() ? 1 : 0;
    }
    return count;
  }
}
