package hillock.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON values, by simple class name and components:
 *
 * <pre>{@code {"type": "Dense", "units": 64, "bias": true, "initializer": {"type": "HeUniform"}}}</pre>
 *
 * <p>Components may be {@code int}, {@code long}, {@code float}, {@code double}, {@code boolean}, {@code String},
 * enums, records, interfaces implemented by records, and lists of these. Names resolve as {@link Catalog} says.
 */
public final class Records {
  private static final Records STANDARD = new Records(provided());

  private final List<Class<?>> own;

  private Records(List<Class<?>> own) {
    this.own = own;
  }

  private static List<Class<?>> provided() {
    List<Class<?>> all = new ArrayList<>();
    for (RecordProvider provider : ServiceLoader.load(RecordProvider.class, Records.class.getClassLoader())) {
      all.addAll(provider.records());
    }
    return checked(all);
  }

  private static List<Class<?>> checked(List<Class<?>> all) {
    if (all.stream().map(Class::getSimpleName).distinct().count() < all.size()) {
      throw new IllegalArgumentException("records: two of one simple name in " + all);
    }
    return List.copyOf(all);
  }

  /**
   * Knows the records that lie in the package of the interface they implement, and those of every {@link
   * RecordProvider}.
   */
  public static Records standard() {
    return STANDARD;
  }

  /**
   * Knows these records besides: layers, losses and the like of one's own.
   *
   * @throws IllegalArgumentException when two have one simple name
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static Records with(Class<? extends Record>... own) {
    List<Class<?>> all = new ArrayList<>(List.of(own));
    all.addAll(STANDARD.own);
    return new Records(checked(all));
  }

  List<Class<?>> own() {
    return own;
  }

  /** The records of a kind. */
  public <T> Catalog<T> catalog(Class<T> type) {
    return new Catalog<>(type, this);
  }

  /**
   * The JSON object of a record.
   *
   * @throws IllegalArgumentException when it is no record, or a component is null or of a type that has no JSON form
   */
  public Map<String, Object> encode(@Nullable Object value) {
    if (!(value instanceof Record record)) {
      throw new IllegalArgumentException("cannot store %s: only records can be stored".formatted(value));
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", record.getClass().getSimpleName());
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String path = record.getClass().getSimpleName() + "." + component.getName();
      if (members.put(component.getName(), json(component(record, component), path)) != null) {
        throw new IllegalArgumentException(path + ": a stored component must not be named 'type'");
      }
    }
    return members;
  }

  private Object json(@Nullable Object value, String path) {
    return switch (value) {
      case Record record -> encode(record);
      case List<?> list -> list.stream().map(item -> json(item, path)).toList();
      case Enum<?> constant -> constant.name();
      case Float number when !Float.isFinite(number) -> number.toString();
      case Double number when !Double.isFinite(number) -> number.toString();
      case Number number when Scalars.handles(number.getClass()) -> number;
      case Boolean flag -> flag;
      case String text -> text;
      case null -> throw new IllegalArgumentException(path + ": null cannot be stored");
      default -> throw new IllegalArgumentException(path + ": cannot store a " + value.getClass().getName());
    };
  }

  /**
   * The record of a JSON object.
   *
   * @param type interface that the record must implement, or the record's own class
   * @param where how errors name the object, such as the file and its place there
   * @throws ModelException for an unknown name, for missing, unknown and mistyped components, and for values that the
   *     record itself refuses
   */
  public <T> T decode(Class<T> type, @Nullable Object json, String where) {
    Map<String, Object> members = Json.object(json, where);
    // Where only one record can stand, files written by hand need not name it.
    Object named = type.isRecord() && !members.containsKey("type") ? type.getSimpleName() : members.get("type");
    if (!(named instanceof String name)) {
      throw new ModelException(where, "no 'type'", "the name of a " + Catalog.name(type), "");
    }
    Class<? extends T> found = catalog(type).find(name, where);
    RecordComponent[] components = found.getRecordComponents();
    List<String> unknown = new ArrayList<>(members.keySet());
    unknown.remove("type");
    unknown.removeAll(Arrays.stream(components).map(RecordComponent::getName).toList());
    if (!unknown.isEmpty()) {
      throw new ModelException(
          where,
          "the unknown component " + ModelException.quoted(unknown.getFirst()),
          "the components of " + signature(found),
          "A newer Hillock may have written this.");
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String component = components[i].getName();
      if (members.containsKey(component)) {
        values[i] = value(components[i].getGenericType(), members.get(component), where + "." + component);
      }
    }
    return found.cast(make(canonical(found), completed(found, components, members, values, where), where));
  }

  /**
   * Gives components that are not there the values that the shortest fitting constructor gives them, so that networks
   * written by hand, and files older than a component, need not name them.
   */
  private static Object[] completed(
      Class<?> record, RecordComponent[] components, Map<String, Object> members, Object[] values, String where) {
    List<String> missing =
        Arrays.stream(components).map(RecordComponent::getName).filter(c -> !members.containsKey(c)).toList();
    if (missing.isEmpty()) {
      return values;
    }
    // A prefix of the components that holds a missing one will not do.
    int given = Arrays.stream(components).map(RecordComponent::getName).toList().indexOf(missing.getFirst());
    for (int count = 0; count <= given; count++) {
      Class<?>[] types = Arrays.stream(components, 0, count).map(RecordComponent::getType).toArray(Class[]::new);
      Constructor<?> constructor = constructor(record, types);
      if (constructor != null) {
        Record defaults = (Record) make(constructor, Arrays.copyOf(values, count), where);
        for (int i = 0; i < values.length; i++) {
          values[i] = members.containsKey(components[i].getName()) ? values[i] : component(defaults, components[i]);
        }
        return values;
      }
    }
    throw new ModelException(where, "no '" + missing.getFirst() + "'", "all components of " + signature(record), "");
  }

  private static @Nullable Constructor<?> constructor(Class<?> record, Class<?>[] types) {
    try {
      return record.getConstructor(types);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private Object value(Type type, @Nullable Object json, String where) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      if (!(json instanceof List<?> items)) {
        throw new ModelException(where, Json.kind(json), "an array", "");
      }
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        values.add(value(list.getActualTypeArguments()[0], items.get(i), where + "[" + i + "]"));
      }
      return values;
    }
    if (type instanceof Class<?> c && Scalars.handles(c)) {
      return Scalars.value(c, json, where);
    }
    if (type instanceof Class<?> c && c.isInterface() && json instanceof String text) {
      return catalog(c).parse(text); // the short form, for files written by hand
    }
    if (type instanceof Class<?> c && (c.isInterface() || c.isRecord())) {
      return decode(c, json, where);
    }
    throw new IllegalArgumentException(
        "%s: components of type %s cannot be stored".formatted(where, type.getTypeName()));
  }

  static Constructor<?> canonical(Class<?> record) {
    try {
      return record.getDeclaredConstructor(
          Arrays.stream(record.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // every record has one
    }
  }

  static Object make(Constructor<?> constructor, Object[] values, String where) {
    try {
      constructor.trySetAccessible(); // a record of one's own may be private to its package
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw ModelException.refused(where, refusal);
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw inaccessible(constructor.getDeclaringClass(), e);
    }
  }

  static Object component(Record record, RecordComponent component) {
    try {
      component.getAccessor().trySetAccessible();
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw inaccessible(record.getClass(), e);
    }
  }

  private static IllegalArgumentException inaccessible(Class<?> type, ReflectiveOperationException reason) {
    return new IllegalArgumentException(
        "%s: not accessible; open or export its package to module hillock.core".formatted(type.getName()), reason);
  }

  static String signature(Class<?> record) {
    List<String> names = Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
    return record.getSimpleName() + "(" + String.join(", ", names) + ")";
  }
}
