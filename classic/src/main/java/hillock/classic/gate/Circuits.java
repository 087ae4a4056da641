package hillock.classic.gate;

import java.util.ArrayList;
import java.util.List;

/** Circuits that every textbook has, each made of the ones before it. */
public final class Circuits {
  private Circuits() {}

  /** "Either but not both" of {@code a} and {@code b}, in two layers of three neurons with weights. */
  public static Circuit xor() {
    return Circuit.of("a", "b")
        .gate("or", ThresholdGate.or(2), "a", "b")
        .gate("nand", ThresholdGate.nand(2), "a", "b")
        .gate("xor", ThresholdGate.and(2), "or", "nand");
  }

  /** The same with the neurons of 1943: a but not b, or b but not a. */
  public static Circuit xor1943() {
    return Circuit.of("a", "b")
        .gate("a only", McCullochPitts.butNot(), "a", "b")
        .gate("b only", McCullochPitts.butNot(), "b", "a")
        .gate("xor", McCullochPitts.or(2), "a only", "b only");
  }

  /** {@code a + b} as the two bits {@code sum.xor} and {@code carry}. */
  public static Circuit halfAdder() {
    return Circuit.of("a", "b")
        .with("sum", xor(), "a", "b")
        .gate("carry", ThresholdGate.and(2), "a", "b")
        .outputs("sum.xor", "carry");
  }

  /** {@code a + b + c} as the two bits {@code second.sum.xor} and {@code carry}. */
  public static Circuit fullAdder() {
    return Circuit.of("a", "b", "c")
        .with("first", halfAdder(), "a", "b")
        .with("second", halfAdder(), "first.sum.xor", "c")
        .gate("carry", ThresholdGate.or(2), "first.carry", "second.carry")
        .outputs("second.sum.xor", "carry");
  }

  /**
   * Adds two numbers of n bits: inputs {@code a0, b0, a1, b1, ...} and outputs the n bits of the sum and the last
   * carry, all from the least significant on.
   *
   * @param bits n, at least 1
   */
  public static Circuit adder(int bits) {
    if (bits < 1) {
      throw new IllegalArgumentException("adder: got %d bits, expected at least 1".formatted(bits));
    }
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < bits; i++) {
      inputs.add("a" + i);
      inputs.add("b" + i);
    }
    Circuit adder = Circuit.of(inputs.toArray(String[]::new)).with("0", halfAdder(), "a0", "b0");
    List<String> outputs = new ArrayList<>(List.of("0.sum.xor"));
    for (int i = 1; i < bits; i++) {
      adder = adder.with(String.valueOf(i), fullAdder(), "a" + i, "b" + i, (i - 1) + ".carry");
      outputs.add(i + ".second.sum.xor");
    }
    outputs.add(bits - 1 + ".carry");
    return adder.outputs(outputs.toArray(String[]::new));
  }

  /**
   * The sum that an {@link #adder} finds.
   *
   * @param a from 0 to 2^n - 1
   * @param b from 0 to 2^n - 1
   */
  public static int sum(Circuit adder, int a, int b) {
    boolean[] x = new boolean[adder.inputs().size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = ((i % 2 == 0 ? a : b) >> i / 2 & 1) == 1;
    }
    boolean[] y = adder.of(x);
    int sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum |= y[i] ? 1 << i : 0;
    }
    return sum;
  }
}
