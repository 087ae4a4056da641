package hillock.classic.gate;

/**
 * The neuron of McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943: all
 * excitatory inputs count alike, and a single inhibitory input that fires keeps the neuron silent whatever the others
 * do. It fires if no inhibitory input does and at least {@code threshold} excitatory ones do.
 *
 * <p>Inhibition is absolute, so one such neuron says AND, OR, NOT, and "a but not b", but not NAND: either of two
 * inhibitory inputs alone would silence it. {@link ThresholdGate} has weights instead, and does.
 *
 * @param excitatory number of excitatory inputs, the first ones
 * @param inhibitory number of inhibitory inputs, those after them
 * @param threshold excitatory inputs needed; 0 for a neuron that fires when it is not kept from it
 */
public record McCullochPitts(int excitatory, int inhibitory, int threshold) implements Gate {
  /** Checks the ranges. */
  public McCullochPitts {
    if (excitatory < 0 || inhibitory < 0 || excitatory + inhibitory < 1 || threshold < 0) {
      throw new IllegalArgumentException(
          "McCulloch-Pitts neuron: got %d excitatory and %d inhibitory inputs and the threshold %d,"
                  .formatted(excitatory, inhibitory, threshold)
              + " expected at least one input and nothing below 0");
    }
  }

  /** Fires when any of n inputs does. */
  public static McCullochPitts or(int n) {
    return new McCullochPitts(n, 0, 1);
  }

  /** Fires when all n inputs do. */
  public static McCullochPitts and(int n) {
    return new McCullochPitts(n, 0, n);
  }

  /** Fires unless its input does. */
  public static McCullochPitts not() {
    return new McCullochPitts(0, 1, 0);
  }

  /** Fires when its first input does and its second does not. */
  public static McCullochPitts butNot() {
    return new McCullochPitts(1, 1, 1);
  }

  @Override
  public int inputs() {
    return excitatory + inhibitory;
  }

  @Override
  public boolean fires(boolean... x) {
    ThresholdGate.checkInputs("McCulloch-Pitts neuron", x, inputs());
    int sum = 0;
    for (int i = 0; i < excitatory; i++) {
      sum += x[i] ? 1 : 0;
    }
    for (int i = excitatory; i < x.length; i++) {
      if (x[i]) {
        return false;
      }
    }
    return sum >= threshold;
  }
}
