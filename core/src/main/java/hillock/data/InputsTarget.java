package hillock.data;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inputs themselves, as they are encoded: what autoencoders learn.
 *
 * @param width inputs of a row, at least 1
 */
public record InputsTarget(int width) implements TargetEncoder {
  static final String KIND = "inputs";

  @Override
  public Task.Kind kind() {
    return Task.Kind.RECONSTRUCTION;
  }

  @Override
  public String name() {
    return "inputs";
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("width", width);
    return map;
  }

  static InputsTarget fromMap(Fields f) {
    return new InputsTarget(f.integer("width", 1, Integer.MAX_VALUE));
  }
}
