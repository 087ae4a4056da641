package hillock.classic.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gates whose inputs are the circuit's inputs or outputs of gates before them. Wires have names; a circuit inside
 * another brings its output wires along, as {@code name.wire}. Immutable: each method returns a circuit with one thing
 * more.
 *
 * <pre>{@code
 * Circuit halfAdder = Circuit.of("a", "b")
 *     .with("xor", xor, "a", "b")
 *     .gate("carry", ThresholdGate.and(2), "a", "b")
 *     .outputs("xor.y", "carry");
 * halfAdder.of(true, true); // false, true
 * }</pre>
 */
public final class Circuit {
  /** A gate and the numbers of the wires that feed it; its own wire comes after all wires before it. */
  private record Placed(String name, Gate gate, int[] sources) {}

  private final List<String> inputs;
  private final Map<String, Integer> wires;
  private final List<Placed> gates;
  private final List<String> outputs;

  private Circuit(List<String> inputs, Map<String, Integer> wires, List<Placed> gates, List<String> outputs) {
    this.inputs = inputs;
    this.wires = wires;
    this.gates = gates;
    this.outputs = outputs;
  }

  /** Without gates; its outputs are its inputs. */
  public static Circuit of(String... inputs) {
    Map<String, Integer> wires = new LinkedHashMap<>();
    for (String input : inputs) {
      if (wires.put(input, wires.size()) != null) {
        throw new IllegalArgumentException("circuit: got the input '%s' twice".formatted(input));
      }
    }
    return new Circuit(List.of(inputs), wires, List.of(), List.of(inputs));
  }

  /** With a gate whose output is the wire of this name, the circuit's only output until others are named. */
  public Circuit gate(String wire, Gate gate, String... sources) {
    if (gate.inputs() != sources.length) {
      throw new IllegalArgumentException(
          "circuit, gate '%s': got %d sources, expected %d".formatted(wire, sources.length, gate.inputs()));
    }
    Map<String, Integer> more = new LinkedHashMap<>(wires);
    List<Placed> longer = new ArrayList<>(gates);
    place(wire, new Placed(wire, gate, Arrays.stream(sources).mapToInt(s -> wire(s, wire)).toArray()), more, longer);
    return new Circuit(inputs, more, longer, List.of(wire));
  }

  private void place(String wire, Placed placed, Map<String, Integer> into, List<Placed> all) {
    all.add(placed);
    if (into.put(wire, inputs.size() + all.size() - 1) != null) {
      throw new IllegalArgumentException("circuit: got the wire '%s' twice, expected another name".formatted(wire));
    }
  }

  private int wire(String source, String at) {
    Integer number = wires.get(source);
    if (number == null) {
      throw new IllegalArgumentException(
          "circuit, '%s': got the source '%s', expected one of %s".formatted(at, source, wires.keySet()));
    }
    return number;
  }

  /** With the gates of another circuit; output {@code y} of it is the wire {@code name.y} here. */
  public Circuit with(String name, Circuit part, String... sources) {
    if (part.inputs.size() != sources.length) {
      throw new IllegalArgumentException(
          "circuit, part '%s': got %d sources, expected the %d of %s"
              .formatted(name, sources.length, part.inputs.size(), part.inputs));
    }
    Map<String, Integer> more = new LinkedHashMap<>(wires);
    List<Placed> longer = new ArrayList<>(gates);
    int[] here = new int[part.inputs.size() + part.gates.size()];
    for (int i = 0; i < sources.length; i++) {
      here[i] = wire(sources[i], name);
    }
    for (int g = 0; g < part.gates.size(); g++) {
      Placed placed = part.gates.get(g);
      int[] from = Arrays.stream(placed.sources).map(s -> here[s]).toArray();
      String wire = name + "." + placed.name;
      place(wire, new Placed(wire, placed.gate, from), more, longer);
      here[part.inputs.size() + g] = inputs.size() + longer.size() - 1;
    }
    return new Circuit(inputs, more, longer, part.outputs.stream().map(o -> name + "." + o).toList());
  }

  /** With these wires as outputs, in this order. */
  public Circuit outputs(String... names) {
    for (String name : names) {
      wire(name, "outputs");
    }
    return new Circuit(inputs, wires, gates, List.of(names));
  }

  /** Names of the inputs. */
  public List<String> inputs() {
    return inputs;
  }

  /** Names of the outputs. */
  public List<String> outputs() {
    return outputs;
  }

  /** Number of neurons. */
  public int size() {
    return gates.size();
  }

  /**
   * Most neurons that a signal passes one after the other: the layers of the circuit, or its time in synaptic delays.
   */
  public int depth() {
    int[] depth = new int[inputs.size() + gates.size()];
    for (int g = 0; g < gates.size(); g++) {
      depth[inputs.size() + g] = 1 + Arrays.stream(gates.get(g).sources).map(s -> depth[s]).max().orElse(0);
    }
    return outputs.stream().mapToInt(o -> depth[wire(o, "outputs")]).max().orElse(0);
  }

  /**
   * The outputs for these inputs.
   *
   * @param x as many as {@link #inputs}, in their order
   */
  public boolean[] of(boolean... x) {
    ThresholdGate.checkInputs("circuit", x, inputs.size());
    boolean[] on = Arrays.copyOf(x, inputs.size() + gates.size());
    for (int g = 0; g < gates.size(); g++) {
      Placed placed = gates.get(g);
      boolean[] in = new boolean[placed.sources.length];
      for (int i = 0; i < in.length; i++) {
        in[i] = on[placed.sources[i]];
      }
      on[inputs.size() + g] = placed.gate.fires(in);
    }
    boolean[] y = new boolean[outputs.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = on[wire(outputs.get(i), "outputs")];
    }
    return y;
  }

  /** What it does for every input. */
  public TruthTable table() {
    return TruthTable.of(inputs, outputs, this::of);
  }
}
