package hillock.data;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One of many names, such as users, as one number: its place among those of the training part in the order of their
 * first row, and {@value #UNKNOWN} for all others. For networks that look something up by this number; as a quantity it
 * means nothing.
 */
public final class IndexFeature implements FeatureEncoding {
  /** The number of names that training did not have. */
  public static final int UNKNOWN = -1;

  static final String KIND = "index";

  /** A float tells whole numbers apart up to here. */
  private static final int MOST_NAMES = 1 << 24;

  private final String column;
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();

  private IndexFeature(String column, List<String> names) {
    this.column = column;
    this.names = List.copyOf(names);
    if (names.size() > MOST_NAMES) {
      throw new DataException(
          "column '" + column + "'", names.size() + " different values", "at most " + MOST_NAMES, "");
    }
    names.forEach(name -> places.put(name, places.size()));
  }

  /** Learns the names of a column; missing values are none. */
  static IndexFeature fit(Column column) {
    Set<String> names = new LinkedHashSet<>();
    for (int row = 0; row < column.size(); row++) {
      String text = column.text(row);
      if (text != null) {
        names.add(key(text));
      }
    }
    return new IndexFeature(column.name(), List.copyOf(names));
  }

  /** Numbers written differently are one name: 1, 1.0 and 1e0; but not codes with leading zeros. */
  static String key(String text) {
    return CategoryFeature.key(text);
  }

  @Override
  public String column() {
    return column;
  }

  /** The names by their numbers. */
  public List<String> names() {
    return names;
  }

  /** The number of a name; empty when training did not have it. */
  public OptionalInt index(String name) {
    Integer place = places.get(key(name));
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  @Override
  public List<String> featureNames() {
    return List.of(column);
  }

  @Override
  public Column coerce(String where, Column given) {
    return given;
  }

  @Override
  public void encode(Column given, int row, float[] x, int offset) {
    String text = given.text(row);
    x[offset] = text == null ? UNKNOWN : places.getOrDefault(key(text), UNKNOWN);
  }

  /** The name of the nearest number; empty when there is none. */
  @Override
  public String decode(float[] x, int offset) {
    int place = Math.round(x[offset]);
    return place >= 0 && place < names.size() ? names.get(place) : "";
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("column", column);
    map.put("names", names);
    return map;
  }

  static IndexFeature fromMap(Fields f) {
    List<String> names = f.texts("names");
    if (names.isEmpty() || names.stream().distinct().count() != names.size()) {
      f.fail("names", "at least one, each another");
    }
    return new IndexFeature(f.text("column"), names);
  }
}
