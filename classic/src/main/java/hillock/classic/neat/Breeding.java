package hillock.classic.neat;

import java.util.ArrayList;
import java.util.List;

/** How genomes are crossed and changed; one object for one generation. */
final class Breeding {
  private final Neat rule;
  private final Innovations innovations;
  private final Draws draws;

  Breeding(Neat rule, Innovations innovations, Draws draws) {
    this.rule = rule;
    this.innovations = innovations;
    this.draws = draws;
  }

  /**
   * The child of two parents: genes of both at random where both have them, all others as in the fitter one, so that no
   * circle arises.
   */
  Genome cross(Genome fitter, Genome other) {
    List<Connection> genes = new ArrayList<>();
    int j = 0;
    for (Connection own : fitter.connections()) {
      while (j < other.connections().size() && other.connections().get(j).innovation() < own.innovation()) {
        j++;
      }
      Connection match =
          j < other.connections().size() && other.connections().get(j).innovation() == own.innovation()
              ? other.connections().get(j)
              : own;
      Connection inherited = draws.happens(0.5) ? own : match;
      boolean disabled = !own.enabled() || !match.enabled();
      genes.add(inherited.enabled(!disabled || !draws.happens(rule.staysDisabled())));
    }
    return new Genome(fitter.inputs(), fitter.outputs(), fitter.hidden(), genes);
  }

  /** Changes structure and weights, each with its probability. */
  Genome mutate(Genome genome) {
    Genome changed = genome;
    if (draws.happens(rule.newNode())) {
      changed = withNode(changed);
    }
    if (draws.happens(rule.newConnection())) {
      changed = withConnection(changed);
    }
    return draws.happens(rule.newWeights()) ? withOtherWeights(changed) : changed;
  }

  /** Splits an enabled connection: the weight into the new node is 1, that out of it the old one. */
  Genome withNode(Genome genome) {
    List<Connection> enabled = genome.connections().stream().filter(Connection::enabled).toList();
    if (enabled.isEmpty()) {
      return genome;
    }
    Connection old = enabled.get(draws.below(enabled.size()));
    Innovations.Split split = innovations.split(old, genome.hidden());
    List<Connection> genes = new ArrayList<>(genome.connections());
    genes.set(genes.indexOf(old), old.enabled(false));
    genes.add(new Connection(split.into(), old.from(), split.node(), 1, true));
    genes.add(new Connection(split.out(), split.node(), old.to(), old.weight(), true));
    List<Integer> hidden = new ArrayList<>(genome.hidden());
    hidden.add(split.node());
    return new Genome(genome.inputs(), genome.outputs(), hidden, genes);
  }

  /** Connects two nodes that were not, without a circle; the same genome when all are connected. */
  Genome withConnection(Genome genome) {
    List<int[]> free = new ArrayList<>();
    List<Integer> sources = new ArrayList<>(genome.hidden());
    for (int i = 0; i <= genome.inputs(); i++) {
      sources.add(i, i);
    }
    List<Integer> sinks = new ArrayList<>(genome.hidden());
    for (int o = 0; o < genome.outputs(); o++) {
      sinks.add(o, genome.output(o));
    }
    for (int from : sources) {
      for (int to : sinks) {
        if (!genome.connects(from, to) && !genome.reaches(to, from)) {
          free.add(new int[] {from, to});
        }
      }
    }
    if (free.isEmpty()) {
      return genome;
    }
    int[] ends = free.get(draws.below(free.size()));
    List<Connection> genes = new ArrayList<>(genome.connections());
    int innovation = innovations.connection(ends[0], ends[1]);
    genes.add(new Connection(innovation, ends[0], ends[1], draws.around(rule.range()), true));
    return new Genome(genome.inputs(), genome.outputs(), genome.hidden(), genes);
  }

  private Genome withOtherWeights(Genome genome) {
    List<Connection> genes = new ArrayList<>();
    for (Connection gene : genome.connections()) {
      boolean anew = draws.happens(rule.replaced());
      genes.add(gene.withWeight(anew ? draws.around(rule.range()) : gene.weight() + draws.around(rule.step())));
    }
    return new Genome(genome.inputs(), genome.outputs(), genome.hidden(), genes);
  }
}
