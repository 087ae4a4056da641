package hillock.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The printer of {@link Catalog#shorthand}. */
final class ShorthandWriter {
  private ShorthandWriter() {}

  static String text(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = Arrays.stream(components).map(c -> Records.component(record, c)).toArray();
    for (int count = 0; count < components.length; count++) {
      if (isMadeOf(record, components, Arrays.copyOf(values, count))) {
        return call(record, Arrays.copyOf(values, count));
      }
    }
    return call(record, values);
  }

  /** Whether a constructor takes the first components alone and gives the others their actual values. */
  private static boolean isMadeOf(Record record, RecordComponent[] components, Object[] values) {
    for (Constructor<?> constructor : Construction.constructors(record.getClass(), values.length)) {
      boolean takesThem = constructor.getParameterCount() == values.length;
      for (int i = 0; i < values.length && takesThem; i++) {
        takesThem = constructor.getParameterTypes()[i] == components[i].getType();
      }
      if (takesThem) {
        try {
          return record.equals(Records.make(constructor, values, ""));
        } catch (ModelException e) {
          return false;
        }
      }
    }
    return false;
  }

  private static String call(Record record, Object[] values) {
    String name = Catalog.name(record.getClass());
    return values.length == 0
        ? name
        : Arrays.stream(values).map(ShorthandWriter::argument).collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String argument(Object value) {
    return switch (value) {
      case Record record -> text(record);
      case String string -> '"' + string + '"';
      case List<?> list -> list.stream().map(ShorthandWriter::argument).collect(Collectors.joining(" "));
      default -> value.toString();
    };
  }
}
