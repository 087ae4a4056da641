package hillock.classic.neat;

/**
 * A gene: one weight between two nodes.
 *
 * @param innovation number that the gene has in every genome it was inherited by
 * @param from node that it comes from
 * @param to node that it goes to
 * @param weight of the value that it carries
 * @param enabled whether it carries anything; a disabled gene is inherited all the same
 */
public record Connection(int innovation, int from, int to, float weight, boolean enabled) {
  Connection withWeight(float other) {
    return new Connection(innovation, from, to, other, enabled);
  }

  Connection enabled(boolean wanted) {
    return new Connection(innovation, from, to, weight, wanted);
  }
}
