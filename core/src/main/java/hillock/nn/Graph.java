package hillock.nn;

import hillock.tensor.Shape;
import hillock.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layers with names, each taking the results of earlier ones, for networks whose paths part and cross. The last node is
 * the result.
 *
 * <pre>{@code
 * new Graph(
 *     new Node("wide", new Dense(32), "input"),
 *     new Node("narrow", new Dense(8)), // takes the node before it
 *     new Node("both", new Concat(), "wide", "narrow"),
 *     new Node("result", new Dense(10)));
 * }</pre>
 *
 * @param nodes in an order in which each comes after those it takes
 */
public record Graph(List<Node> nodes) implements Spec {
  /** The name of what goes into the graph. */
  public static final String INPUT = "input";

  /** Copies the list; checks that names are unique, inputs known and all results used. */
  public Graph {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("Graph: got no nodes, expected at least 1");
    }
    Set<String> known = new LinkedHashSet<>(List.of(INPUT));
    Set<String> unused = new LinkedHashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      for (String input : inputs(nodes, i)) {
        if (!known.contains(input)) {
          throw new IllegalArgumentException(
              "Graph: node '%s' takes '%s', expected one of the earlier nodes %s".formatted(node.name(), input, known));
        }
        unused.remove(input);
      }
      if (!known.add(node.name())) {
        throw new IllegalArgumentException("Graph: got two nodes '%s', expected unique names".formatted(node.name()));
      }
      unused.add(node.name());
    }
    unused.remove(nodes.getLast().name());
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(
          "Graph: no node takes the result of %s; only the last node's is the graph's result".formatted(unused));
    }
  }

  /** These nodes. */
  public Graph(Node... nodes) {
    this(List.of(nodes));
  }

  /** The names of what a node takes, that of the node before it when it names none. */
  public List<String> inputs(int node) {
    return inputs(nodes, node);
  }

  private static List<String> inputs(List<Node> nodes, int i) {
    List<String> named = nodes.get(i).inputs();
    return named.isEmpty() ? List.of(i == 0 ? INPUT : nodes.get(i - 1).name()) : named;
  }

  @Override
  public Module build(Scope scope, Shape input) {
    Map<String, Integer> places = new LinkedHashMap<>(Map.of(INPUT, 0));
    List<Shape> shapes = new ArrayList<>(List.of(input));
    List<Wired> wired = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      int[] sources = inputs(i).stream().mapToInt(places::get).toArray();
      List<Shape> taken = java.util.Arrays.stream(sources).mapToObj(shapes::get).toList();
      Joint joint = scope.child(node.name(), node.spec(), taken);
      wired.add(new Wired(joint, sources));
      places.put(node.name(), i + 1);
      shapes.add(joint.output());
    }
    return new Built(wired.toArray(new Wired[0]), shapes.getLast());
  }

  /**
   * A built node.
   *
   * @param sources places of its inputs: 0 for the graph's own, i + 1 for node i
   */
  private record Wired(Joint joint, int[] sources) {}

  private record Built(Wired[] nodes, Shape output) implements Module {
    @Override
    public Tensor forward(Tensor x) {
      Tensor[] results = Wires.of(x.step(), nodes.length + 1);
      results[0] = x;
      for (int i = 0; i < nodes.length; i++) {
        int[] sources = nodes[i].sources;
        Tensor[] inputs = Wires.of(x.step(), sources.length);
        for (int j = 0; j < sources.length; j++) {
          inputs[j] = results[sources[j]];
        }
        results[i + 1] = nodes[i].joint.forward(inputs);
      }
      return results[nodes.length];
    }
  }
}
