package hillock.classic.neat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A network as it is inherited. Nodes have numbers: the inputs from 0 on, then the bias, whose value is always 1, then
 * the outputs, then the hidden ones, whose number is the same in all genomes that inherited them. Connections never
 * form a circle.
 *
 * @param inputs at least 1
 * @param outputs at least 1
 * @param hidden numbers of the hidden nodes, ascending
 * @param connections by ascending innovation
 */
public record Genome(int inputs, int outputs, List<Integer> hidden, List<Connection> connections) {
  /** Copies the lists, sorts them, and refuses what is no genome. */
  public Genome {
    hidden = hidden.stream().sorted().toList();
    connections = connections.stream().sorted(Comparator.comparingInt(Connection::innovation)).toList();
    Set<Integer> innovations = new HashSet<>();
    for (Connection gene : connections) {
      boolean source = gene.from() >= 0 && gene.from() <= inputs || hidden.contains(gene.from());
      boolean sink = gene.to() > inputs && gene.to() <= inputs + outputs || hidden.contains(gene.to());
      if (!source || !sink || !innovations.add(gene.innovation())) {
        throw new IllegalArgumentException(
            "genome: got the connection %s; expected one from an input or hidden node to a hidden or output node, each innovation once"
                .formatted(gene));
      }
    }
  }

  /** Number of the node whose value is always 1. */
  public int bias() {
    return inputs;
  }

  /** Number of an output, from 0. */
  public int output(int i) {
    return inputs + 1 + i;
  }

  /** Connections that carry something. */
  public int enabledConnections() {
    return (int) connections.stream().filter(Connection::enabled).count();
  }

  /** Whether there is a connection, enabled or not. */
  boolean connects(int from, int to) {
    return connections.stream().anyMatch(gene -> gene.from() == from && gene.to() == to);
  }

  /** Whether a value at one node reaches another, over enabled connections or not. */
  boolean reaches(int from, int to) {
    if (from == to) {
      return true;
    }
    return connections.stream().anyMatch(gene -> gene.from() == from && reaches(gene.to(), to));
  }

  /** The hidden nodes, each after those that it takes a value from; of several such orders, that of the numbers. */
  List<Integer> order() {
    List<Integer> ordered = new ArrayList<>();
    List<Integer> waiting = new ArrayList<>(hidden);
    while (!waiting.isEmpty()) {
      Integer next =
          waiting.stream()
              .filter(node -> waiting.stream().noneMatch(other -> connects(other, node)))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("genome: its connections form a circle: " + connections));
      waiting.removeIf(next::equals);
      ordered.add(next);
    }
    return ordered;
  }

  /**
   * How different two genomes are: {@code δ = c1·E/N + c2·D/N + c3·W}, with E genes beyond the other's last, D that the
   * other lacks before it, W the mean difference of the weights both have, and N the genes of the larger genome, or 1
   * below 20 genes.
   */
  double distance(Genome other, Neat rule) {
    int disjoint = 0;
    int matching = 0;
    double difference = 0;
    int i = 0;
    int j = 0;
    while (i < connections.size() && j < other.connections.size()) {
      Connection a = connections.get(i);
      Connection b = other.connections.get(j);
      if (a.innovation() == b.innovation()) {
        matching++;
        difference += Math.abs((double) a.weight() - b.weight());
      } else {
        disjoint++;
      }
      i += a.innovation() <= b.innovation() ? 1 : 0;
      j += b.innovation() <= a.innovation() ? 1 : 0;
    }
    int excess = connections.size() - i + other.connections.size() - j;
    int larger = Math.max(connections.size(), other.connections.size());
    int n = larger < 20 ? 1 : larger;
    return rule.excess() * excess / n
        + rule.disjoint() * disjoint / n
        + (matching == 0 ? 0 : rule.weights() * difference / matching);
  }
}
