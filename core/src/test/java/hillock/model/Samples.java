package hillock.model;

import hillock.nn.Add;
import hillock.nn.Graph;
import hillock.nn.Node;
import hillock.nn.Padding;
import hillock.nn.Permute;
import hillock.nn.Relu;
import hillock.nn.Reshape;
import hillock.nn.Same;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes examples of all records of a catalogue, so that tests cover new ones without an edit. */
final class Samples {
  /** Of records whose components must fit together, which no rule here would find. */
  private static final Map<Class<?>, Record> GIVEN =
      Map.of(
          Graph.class,
          new Graph(new Node("one", new Relu()), new Node("two", new Add(), "one", "input")),
          Reshape.class,
          new Reshape(2, -1),
          Permute.class,
          new Permute(1, 0),
          Padding.class,
          new Same()); // the shortest would be causal, which images refuse

  private Samples() {}

  /** One example for each constructor of each record. */
  static Stream<Record> of(Class<?> kind) {
    return Catalog.of(kind).types().stream()
        .flatMap(type ->
            GIVEN.containsKey(type)
                ? Stream.of(GIVEN.get(type))
                : Arrays.stream(type.getConstructors()).map(Samples::sample))
        .map(Record.class::cast);
  }

  private static Object sample(Constructor<?> constructor) {
    List<String> refusals = new ArrayList<>();
    // Ranges differ: fractions below 1, numbers of at least 1, or 0 to switch a thing off.
    for (double number : new double[] {0.25, 2, 1, 0, 8}) {
      try {
        Type[] types = constructor.getGenericParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = value(types[i], number * (1 + 0.25 * i)); // rising, for pairs of bounds
        }
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        refusals.add(e.getCause().getMessage());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("no sample of " + constructor + ": " + refusals);
  }

  private static Object value(Type type, double number) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Type item = list.getActualTypeArguments()[0];
      return List.of(value(item, number), value(item, number));
    }
    Class<?> c = (Class<?>) type;
    if (GIVEN.containsKey(c)) {
      return GIVEN.get(c);
    }
    int whole = (int) Math.ceil(number);
    if (c.isArray()) {
      Object array = java.lang.reflect.Array.newInstance(c.getComponentType(), 1);
      java.lang.reflect.Array.set(array, 0, value(c.getComponentType(), number));
      return array;
    }
    if (c.isEnum()) {
      return c.getEnumConstants()[0];
    }
    return switch (c.getSimpleName()) {
      case "int", "Integer" -> whole;
      case "long", "Long" -> (long) whole;
      case "float", "Float" -> (float) number;
      case "double", "Double" -> number;
      case "boolean", "Boolean" -> true;
      case "String" -> "name";
      default -> c.isRecord() ? sample(c.getConstructors()[0]) : simplest(c);
    };
  }

  /** The record with the fewest components, so that samples do not nest without end. */
  private static Object simplest(Class<?> kind) {
    Class<?> simplest =
        Catalog.of(kind).types().stream()
            .min(Comparator.comparing((Class<?> t) -> t.getRecordComponents().length).thenComparing(Class::getName))
            .orElseThrow();
    return sample(
        Arrays.stream(simplest.getConstructors())
            .min(Comparator.comparing(Constructor::getParameterCount))
            .orElseThrow());
  }
}
