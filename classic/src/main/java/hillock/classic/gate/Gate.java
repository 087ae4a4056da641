package hillock.classic.gate;

/** A neuron that fires or does not, by which of its inputs fire. It remembers nothing. */
public interface Gate {
  /** Number of inputs, at least 1. */
  int inputs();

  /**
   * Whether it fires.
   *
   * @param x the inputs, as many as {@link #inputs}
   */
  boolean fires(boolean... x);

  /** What it does for every input. */
  default TruthTable table() {
    return TruthTable.of(inputs(), this::fires);
  }
}
