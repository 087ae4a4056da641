package hillock.classic.neat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A population that evolves by {@link Neat}: in turn {@link #evaluate} and {@link #reproduce}. Everything random is a
 * function of the seed and the generation, so that a population that was saved and opened goes on with the same bits.
 */
public final class Evolution {
  private static final long STREAM = 0x4e454154L;

  private final Neat rule;
  private final long seed;
  private Generation now;
  private double[] fitness = {};

  /** Genomes without hidden nodes, every input and the bias connected to every output by random weights. */
  public Evolution(Neat rule, int inputs, int outputs, long seed) {
    this(rule, seed, first(rule, inputs, outputs, seed));
  }

  Evolution(Neat rule, long seed, Generation now) {
    this.rule = rule;
    this.seed = seed;
    this.now = now;
  }

  private static Generation first(Neat rule, int inputs, int outputs, long seed) {
    Draws draws = new Draws(seed, STREAM, 0);
    List<Genome> genomes = new ArrayList<>();
    for (int i = 0; i < rule.population(); i++) {
      List<Connection> genes = new ArrayList<>();
      for (int o = 0; o < outputs; o++) {
        for (int from = 0; from <= inputs; from++) {
          genes.add(new Connection(genes.size(), from, inputs + 1 + o, draws.around(rule.range()), true));
        }
      }
      genomes.add(new Genome(inputs, outputs, List.of(), genes));
    }
    int nodes = inputs + 1 + outputs;
    return new Generation(0, genomes, List.of(), 0, nodes, (inputs + 1) * outputs, genomes.getFirst(), -1);
  }

  /** The rule. */
  public Neat rule() {
    return rule;
  }

  /** What everything random depends on. */
  public long seed() {
    return seed;
  }

  /** Number of the generation, from 0. */
  public int generation() {
    return now.number();
  }

  /** The genomes of the generation. */
  public List<Genome> population() {
    return now.genomes();
  }

  /** The species that the last generation fell into. */
  public List<Species> species() {
    return now.species();
  }

  /** The fittest genome ever evaluated; any one before the first {@link #evaluate}. */
  public Genome champion() {
    return now.champion();
  }

  /** Its fitness; -1 before the first {@link #evaluate}. */
  public double championFitness() {
    return now.championFitness();
  }

  /**
   * Measures all genomes of the generation.
   *
   * @param measure of a genome, 0 or more and finite; the more, the fitter
   * @return the highest fitness of this generation
   */
  public double evaluate(ToDoubleFunction<Genome> measure) {
    List<Genome> genomes = now.genomes();
    fitness = new double[genomes.size()];
    int fittest = 0;
    for (int i = 0; i < fitness.length; i++) {
      fitness[i] = measure.applyAsDouble(genomes.get(i));
      if (!(fitness[i] >= 0) || Double.isInfinite(fitness[i])) {
        throw new IllegalArgumentException(
            "evolution: got fitness %s of genome %d, expected a finite number of 0 or more".formatted(fitness[i], i));
      }
      fittest = fitness[i] > fitness[fittest] ? i : fittest;
    }
    if (fitness[fittest] > now.championFitness()) {
      now = now.withChampion(genomes.get(fittest), fitness[fittest]);
    }
    return fitness[fittest];
  }

  /**
   * Replaces the generation by its offspring.
   *
   * @throws IllegalStateException when it was not evaluated
   */
  public void reproduce() {
    if (fitness.length == 0) {
      throw new IllegalStateException("evolution: the generation was not evaluated; call evaluate first");
    }
    Draws draws = new Draws(seed, STREAM, now.number() + 1L);
    Innovations innovations = new Innovations(now.nextNode(), now.nextInnovation());
    Breeding breeding = new Breeding(rule, innovations, draws);
    Speciation groups = new Speciation(rule, now, fitness);
    int[] offspring = groups.offspring();
    List<Genome> children = new ArrayList<>();
    for (int s = 0; s < offspring.length; s++) {
      breed(groups.members(s), offspring[s], breeding, draws, children);
    }
    List<Species> species = groups.species(draws);
    now =
        new Generation(
            now.number() + 1,
            children,
            species,
            groups.nextSpecies(),
            innovations.nextNode(),
            innovations.nextInnovation(),
            now.champion(),
            now.championFitness());
    fitness = new double[0];
  }

  /** The offspring of one species: its champion as it is when there are more than five, and children of the fittest. */
  private void breed(List<Integer> members, int count, Breeding breeding, Draws draws, List<Genome> children) {
    if (count == 0) {
      return;
    }
    List<Integer> ranked = members.stream().sorted(fittestFirst()).toList();
    List<Integer> parents = ranked.subList(0, Math.max(1, (int) Math.ceil(rule.survivors() * ranked.size())));
    int left = count;
    if (members.size() > 5) {
      children.add(now.genomes().get(ranked.getFirst()));
      left--;
    }
    for (; left > 0; left--) {
      int first = parents.get(draws.below(parents.size()));
      Genome child = now.genomes().get(first);
      if (!draws.happens(rule.onlyMutated())) {
        boolean any = draws.happens(rule.otherSpecies());
        int second = any ? draws.below(fitness.length) : parents.get(draws.below(parents.size()));
        List<Integer> pair = IntStream.of(first, second).boxed().sorted(fittestFirst()).toList();
        child = breeding.cross(now.genomes().get(pair.getFirst()), now.genomes().get(pair.getLast()));
      }
      children.add(breeding.mutate(child));
    }
  }

  /** Of equally fit ones the smaller first, then the earlier. */
  private Comparator<Integer> fittestFirst() {
    return Comparator.<Integer>comparingDouble(i -> -fitness[i])
        .thenComparingInt(i -> now.genomes().get(i).connections().size())
        .thenComparing(Comparator.naturalOrder());
  }

  /** Writes the generation to a file, or nothing; what {@link #evaluate} found of it is measured anew. */
  public void save(Path file) {
    EvolutionFile.write(this, now, file);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws hillock.model.ModelException when it is none, or damaged
   */
  public static Evolution open(Path file) {
    return EvolutionFile.read(file);
  }
}
