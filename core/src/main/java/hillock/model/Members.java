package hillock.model;

import hillock.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object from a file, by name and kind.
 *
 * @param map the object
 * @param where how errors name it
 */
record Members(Map<String, Object> map, String where) {
  static Members of(@Nullable Object json, String where) {
    return new Members(Json.object(json, where), where);
  }

  String where(String name) {
    return where + "." + name;
  }

  boolean has(String name) {
    return map.get(name) != null;
  }

  Optional<Object> optional(String name) {
    return Optional.ofNullable(map.get(name));
  }

  String text(String name) {
    return (String) Scalars.value(String.class, map.get(name), where(name));
  }

  long whole(String name) {
    return (Long) Scalars.value(long.class, map.get(name), where(name));
  }

  Members object(String name) {
    return of(map.get(name), where(name));
  }

  List<?> list(String name) {
    if (!(map.get(name) instanceof List<?> list)) {
      throw new ModelException(where(name), Json.kind(map.get(name)), "an array", "");
    }
    return list;
  }

  Shape shape(String name) {
    int[] lengths = list(name).stream().mapToInt(n -> (Integer) Scalars.value(int.class, n, where(name))).toArray();
    try {
      return Shape.of(lengths);
    } catch (IllegalArgumentException e) {
      throw ModelException.refused(where(name), e);
    }
  }
}
