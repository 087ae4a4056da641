package hillock.classic.neat;

/**
 * NEAT, NeuroEvolution of Augmenting Topologies: networks begin without hidden nodes and evolve weights and structure.
 * Genes carry the number of the innovation that made them, so that genomes of any structure can be crossed; species
 * protect new structure while its weights adapt. Stanley and Miikkulainen 2002, "Evolving Neural Networks through
 * Augmenting Topologies".
 *
 * <pre>{@code
 * Evolution evolution = new Evolution(new Neat(), 2, 1, seed);
 * while (evolution.evaluate(genome -> fitness(new GenomeNetwork(genome))) < enough) {
 *   evolution.reproduce();
 * }
 * Genome found = evolution.champion();
 * }</pre>
 *
 * @param population genomes of a generation, at least 2; 150 by default
 * @param excess c1 of the distance between genomes; 1 by default
 * @param disjoint c2; 1 by default
 * @param weights c3; 0.4 by default
 * @param threshold distance from which on genomes are of different species; 3 by default
 * @param patience generations without progress after which a species has no offspring; 15 by default
 * @param survivors share of a species that has offspring; 0.2 by default
 * @param onlyMutated share of the offspring with a single parent; 0.25 by default
 * @param otherSpecies chance that the second parent is of any species; 0.001 by default
 * @param staysDisabled chance that a gene is disabled when it is in a parent; 0.75 by default
 * @param newNode chance of a new node; 0.03 by default
 * @param newConnection chance of a new connection; 0.05 by default
 * @param newWeights chance that a genome's weights change; 0.8 by default
 * @param replaced share of those that are drawn anew instead of moved; 0.1 by default
 * @param step most that a weight moves; 2.5 by default
 * @param range of new weights, from -range to range; 1 by default
 */
public record Neat(
    int population,
    double excess,
    double disjoint,
    double weights,
    double threshold,
    int patience,
    double survivors,
    double onlyMutated,
    double otherSpecies,
    double staysDisabled,
    double newNode,
    double newConnection,
    double newWeights,
    double replaced,
    double step,
    double range) {
  /** Checks the ranges. */
  public Neat {
    if (population < 2 || patience < 1 || !(threshold > 0) || !(step > 0) || !(range > 0)) {
      throw new IllegalArgumentException(
          "NEAT: got population %d, patience %d, threshold %s, step %s, range %s; expected at least 2 and 1, the others above 0"
              .formatted(population, patience, threshold, step, range));
    }
    for (double share :
        new double[] {
          survivors, onlyMutated, otherSpecies, staysDisabled, newNode, newConnection, newWeights, replaced
        }) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("NEAT: got the probability or share %s, expected 0 to 1".formatted(share));
      }
    }
  }

  /** The paper's values for XOR. */
  public Neat() {
    this(150, 1, 1, 0.4, 3, 15, 0.2, 0.25, 0.001, 0.75, 0.03, 0.05, 0.8, 0.1, 2.5, 1);
  }
}
