package hillock.data;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes by name; the label of a class is its place in the list. Of two classes the second is the positive one.
 *
 * @param name of the target column
 * @param classNames two or more different names
 */
public record ClassTarget(String name, List<String> classNames) implements TargetEncoder {
  static final String KIND = "classes";

  public ClassTarget {
    classNames = List.copyOf(classNames);
  }

  ClassTarget(Task task) {
    this(task.target(), task.classNames());
  }

  @Override
  public Task.Kind kind() {
    return classNames.size() == 2 ? Task.Kind.BINARY : Task.Kind.MULTICLASS;
  }

  @Override
  public int width() {
    return classNames.size();
  }

  @Override
  public Dataset encode(Dataset features, Dataset raw) {
    String[] names = new String[raw.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = raw.classNames().get(raw.labels()[i]);
    }
    return encode(features, "data", Column.categories(name, names));
  }

  @Override
  public Dataset encode(Dataset features, String where, Column column) {
    Map<String, Integer> index = new HashMap<>();
    classNames.forEach(c -> index.put(c, index.size()));
    int[] labels = new int[column.size()];
    for (int i = 0; i < labels.length; i++) {
      String text = column.text(i);
      Integer label = index.get(text);
      if (label == null) {
        throw new DataException(
            where + ", target '" + name + "', row " + (i + 1),
            text == null ? "no value" : "'" + text + "'",
            "one of the classes of training",
            Spelling.hint(text == null ? "" : text, "classes", classNames));
      }
      labels[i] = label;
    }
    return features.withLabels(labels, classNames);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("name", name);
    map.put("classNames", classNames);
    return map;
  }

  static ClassTarget fromMap(Fields f) {
    List<String> names = f.texts("classNames");
    if (names.size() < 2 || names.stream().distinct().count() != names.size()) {
      f.fail("classNames", "at least two different names");
    }
    return new ClassTarget(f.text("name"), names);
  }
}
