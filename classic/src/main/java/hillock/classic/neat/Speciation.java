package hillock.classic.neat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A generation that was evaluated, by species, and how many offspring each may have. */
final class Speciation {
  private final Neat rule;
  private final Generation generation;
  private final double[] fitness;
  private final List<Species> species = new ArrayList<>();
  private final List<List<Integer>> members = new ArrayList<>();
  private int nextSpecies;

  Speciation(Neat rule, Generation generation, double[] fitness) {
    this.rule = rule;
    this.generation = generation;
    this.fitness = fitness;
    species.addAll(generation.species());
    species.forEach(s -> members.add(new ArrayList<>()));
    nextSpecies = generation.nextSpecies();
    for (int i = 0; i < fitness.length; i++) {
      members.get(home(generation.genomes().get(i))).add(i);
    }
    for (int s = species.size() - 1; s >= 0; s--) {
      if (members.get(s).isEmpty()) {
        species.remove(s);
        members.remove(s);
      } else {
        species.set(s, progressed(species.get(s), members.get(s)));
      }
    }
  }

  /** The first species near enough, or a new one. */
  private int home(Genome genome) {
    for (int s = 0; s < species.size(); s++) {
      if (genome.distance(species.get(s).representative(), rule) < rule.threshold()) {
        return s;
      }
    }
    species.add(new Species(nextSpecies++, genome, -1, generation.number()));
    members.add(new ArrayList<>());
    return species.size() - 1;
  }

  private Species progressed(Species s, List<Integer> own) {
    double best = own.stream().mapToDouble(i -> fitness[i]).max().orElseThrow();
    return best > s.best() ? new Species(s.number(), s.representative(), best, generation.number()) : s;
  }

  /** Genomes of a species, by their place in the generation. */
  List<Integer> members(int s) {
    return members.get(s);
  }

  int nextSpecies() {
    return nextSpecies;
  }

  /**
   * Offspring of each species, in proportion to the mean fitness of its members (explicit fitness sharing). None for
   * those without progress, but for the one of the fittest genome.
   */
  int[] offspring() {
    int fittest = 0;
    for (int i = 1; i < fitness.length; i++) {
      fittest = fitness[i] > fitness[fittest] ? i : fittest;
    }
    double[] share = new double[species.size()];
    for (int s = 0; s < share.length; s++) {
      boolean stale = generation.number() - species.get(s).progressed() >= rule.patience();
      if (!stale || members.get(s).contains(fittest)) {
        // What is above 0 keeps a generation alive in which nobody is fit at all.
        share[s] = members.get(s).stream().mapToDouble(i -> fitness[i]).sum() / members.get(s).size() + 1e-12;
      }
    }
    return proportional(share, rule.population());
  }

  /** Whole numbers in proportion to the shares, by largest remainders. */
  private static int[] proportional(double[] share, int total) {
    double sum = 0;
    for (double one : share) {
      sum += one;
    }
    int[] whole = new int[share.length];
    double[] rest = new double[share.length];
    int left = total;
    for (int s = 0; s < share.length; s++) {
      double exact = total * share[s] / sum;
      whole[s] = (int) exact;
      rest[s] = exact - whole[s];
      left -= whole[s];
    }
    IntStream.range(0, share.length)
        .boxed()
        .sorted((a, b) -> rest[a] != rest[b] ? Double.compare(rest[b], rest[a]) : Integer.compare(a, b))
        .limit(left)
        .forEach(s -> whole[s]++);
    return whole;
  }

  /** The species, each represented by one of its members, drawn. */
  List<Species> species(Draws draws) {
    List<Species> renewed = new ArrayList<>();
    for (int s = 0; s < species.size(); s++) {
      Species old = species.get(s);
      Genome drawn = generation.genomes().get(members.get(s).get(draws.below(members.get(s).size())));
      renewed.add(new Species(old.number(), drawn, old.best(), old.progressed()));
    }
    return renewed;
  }
}
