package hillock.classic.neat;

/**
 * Genomes that compete among themselves alone.
 *
 * @param number of the species, never given again
 * @param representative a genome of the last generation; those near to it belong to the species
 * @param best highest fitness that a member ever had
 * @param progressed generation in which that rose last
 */
public record Species(int number, Genome representative, double best, int progressed) {}
