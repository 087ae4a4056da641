package hillock.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * No target: the network learned from rows without answers, and its outputs are what it says about a row, such as the
 * place of the row on a map. Some outputs are errors, whose means over rows tell how well the network fits them.
 *
 * @param outputs each of the network's, at least one of them an error; the first error matters most
 */
public record NoTarget(List<Output> outputs) implements TargetEncoder {
  static final String KIND = "none";

  /**
   * One thing that the network says.
   *
   * @param name as a column of predictions is called, not empty
   * @param measure name of its mean over rows when it is an error; empty for other outputs
   */
  public record Output(String name, String measure) {
    /** An output to be read, not to be judged by. */
    public Output(String name) {
      this(name, "");
    }

    /** Whether it tells how badly the network fits a row. */
    public boolean isError() {
      return !measure.isEmpty();
    }
  }

  /** Keeps a copy. */
  public NoTarget {
    outputs = List.copyOf(outputs);
    if (outputs.stream().noneMatch(Output::isError)) {
      throw new IllegalArgumentException(
          "outputs without a target: got none that is an error, expected at least one, to measure the network by");
    }
  }

  /** These outputs. */
  public NoTarget(Output... outputs) {
    this(List.of(outputs));
  }

  @Override
  public Task.Kind kind() {
    return Task.Kind.NONE;
  }

  /** Empty: there is no column. */
  @Override
  public String name() {
    return "";
  }

  @Override
  public int width() {
    return outputs.size();
  }

  /** What the outputs are called, in order. */
  public List<String> outputNames() {
    return outputs.stream().map(Output::name).toList();
  }

  /** Place of the first output that is an error, by which rows and networks are compared. */
  public int firstError() {
    return IntStream.range(0, outputs.size()).filter(i -> outputs.get(i).isError()).findFirst().orElseThrow();
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("outputs", outputNames());
    map.put("measures", outputs.stream().map(Output::measure).toList());
    return map;
  }

  static NoTarget fromMap(Fields f) {
    List<String> names = f.texts("outputs");
    List<String> measures = f.texts("measures");
    if (names.isEmpty() || names.contains("") || names.stream().distinct().count() != names.size()) {
      f.fail("outputs", "at least one name, each another");
    }
    if (measures.size() != names.size() || measures.stream().allMatch(String::isEmpty)) {
      f.fail("measures", names.size() + " names, one for each output, empty where it is no error, but not everywhere");
    }
    Output[] outputs = new Output[names.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new Output(names.get(i), measures.get(i));
    }
    return new NoTarget(outputs);
  }
}
