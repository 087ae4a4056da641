package hillock.nn;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A layer of a {@link Graph}.
 *
 * @param name of letters, digits, hyphens and underscores; unique in its graph and not {@link Graph#INPUT}
 * @param spec the layer; a {@link Merge} when there are several inputs
 * @param inputs names of earlier nodes, or {@link Graph#INPUT}; empty for the node just before
 */
public record Node(String name, Spec spec, List<String> inputs) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /** Checks the name and the number of inputs. */
  public Node {
    inputs = List.copyOf(inputs);
    if (!NAME.matcher(name).matches() || name.equals(Graph.INPUT)) {
      throw new IllegalArgumentException(
          "Node: got the name '%s', expected letters, digits, '-' and '_', and not '%s'".formatted(name, Graph.INPUT));
    }
    if (inputs.size() > 1 && !(spec instanceof Merge)) {
      throw new IllegalArgumentException(
          "Node '%s': got the inputs %s, %s takes one. Put a Concat or Add before it"
              .formatted(name, inputs, spec.getClass().getSimpleName()));
    }
  }

  /** A layer of the node just before. */
  public Node(String name, Spec spec) {
    this(name, spec, List.of());
  }

  /** A layer of these inputs. */
  public Node(String name, Spec spec, String... inputs) {
    this(name, spec, List.of(inputs));
  }
}
