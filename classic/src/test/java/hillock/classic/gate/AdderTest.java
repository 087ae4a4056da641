package hillock.classic.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Canon A4: arithmetic by gates. */
class AdderTest {
  @Test
  void aFullAdderAddsThreeBits() {
    TruthTable table = Circuits.fullAdder().table();
    for (int row = 0; row < 8; row++) {
      int ones = Integer.bitCount(row);
      assertThat(table.at(row, "second.sum.xor")).isEqualTo(ones % 2 == 1);
      assertThat(table.at(row, "carry")).isEqualTo(ones >= 2);
    }
  }

  @Test
  void itsCarryIsOneNeuronAndItsSumIsNot() {
    TruthTable table = Circuits.fullAdder().table();
    assertThat(table.separation("carry").exists()).isTrue();
    assertThat(table.separation("second.sum.xor").exists()).isFalse();
  }

  @Test
  void eightBitsAreAddedRightForAll65536Inputs() {
    Circuit adder = Circuits.adder(8);
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        assertThat(Circuits.sum(adder, a, b)).isEqualTo(a + b);
      }
    }
  }

  @Test
  void itsDepthGrowsWithTheBits() {
    // A half adder of two layers, then two more for each carry to pass.
    assertThat(Circuits.adder(1).depth()).isEqualTo(2);
    assertThat(Circuits.adder(8).size()).isEqualTo(4 + 7 * 9);
  }
}
