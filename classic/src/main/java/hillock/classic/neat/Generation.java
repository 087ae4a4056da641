package hillock.classic.neat;

import java.util.List;

/**
 * All that the next generation depends on, beside the rule and the seed.
 *
 * @param number from 0
 * @param genomes to be evaluated
 * @param species of the generation before
 * @param nextSpecies the first number that no species has had
 * @param nextNode the first number that no node has had
 * @param nextInnovation the first number that no gene has had
 * @param champion fittest genome so far
 * @param championFitness its fitness; -1 before any was measured
 */
record Generation(
    int number,
    List<Genome> genomes,
    List<Species> species,
    int nextSpecies,
    int nextNode,
    int nextInnovation,
    Genome champion,
    double championFitness) {
  Generation {
    genomes = List.copyOf(genomes);
    species = List.copyOf(species);
  }

  Generation withChampion(Genome genome, double fitness) {
    return new Generation(number, genomes, species, nextSpecies, nextNode, nextInnovation, genome, fitness);
  }
}
