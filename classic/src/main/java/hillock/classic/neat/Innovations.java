package hillock.classic.neat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers new genes: the same change in one generation gets the same numbers. */
final class Innovations {
  private record Ends(int from, int to) {}

  /** What splitting a connection makes: a node, and the connections to it and from it. */
  record Split(int node, int into, int out) {}

  private final Map<Ends, Integer> connections = new HashMap<>();
  private final Map<Ends, Split> splits = new HashMap<>();
  private int nextNode;
  private int nextInnovation;

  Innovations(int nextNode, int nextInnovation) {
    this.nextNode = nextNode;
    this.nextInnovation = nextInnovation;
  }

  int nextNode() {
    return nextNode;
  }

  int nextInnovation() {
    return nextInnovation;
  }

  int connection(int from, int to) {
    return connections.computeIfAbsent(new Ends(from, to), ends -> nextInnovation++);
  }

  /** Another node than those of the genome, when the same connection of it was split before in this generation. */
  Split split(Connection gene, List<Integer> hidden) {
    Ends ends = new Ends(gene.from(), gene.to());
    Split known = splits.get(ends);
    if (known != null && !hidden.contains(known.node())) {
      return known;
    }
    Split split = new Split(nextNode++, nextInnovation++, nextInnovation++);
    splits.putIfAbsent(ends, split);
    return split;
  }
}
