package hillock.model;

import hillock.model.Shorthand.Argument;
import hillock.model.Shorthand.Call;
import hillock.nn.Sequential;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the records that a {@link Shorthand} names. {@code dense(64, bias=false)} is {@code new Dense(64)} with the
 * component {@code bias} replaced, so that the defaults are those of the record's constructors and stand nowhere else.
 */
final class Construction {
  private final Records records;

  Construction(Records records) {
    this.records = records;
  }

  <T> T make(Class<T> type, Object term, String where) {
    if (!(term instanceof Call call)) {
      throw new ModelException(where, Json.kind(term), "a name, such as " + records.catalog(type).names(), "");
    }
    Class<? extends T> record = records.catalog(type).findLoosely(call.name(), where);
    return type.cast(construct(record, call, where));
  }

  private Object construct(Class<?> record, Call call, String where) {
    String source = ModelException.quoted(call.source());
    String place = where.equals(source) ? where : where + ", at " + source;
    RecordComponent[] components = record.getRecordComponents();
    Map<String, Argument> named = byComponent(record, call, place);
    List<Argument> arguments = new ArrayList<>(call.positional());
    ModelException complaint = null;
    while (true) {
      for (Constructor<?> constructor : constructors(record, arguments.size())) {
        Object[] values;
        try {
          values = values(constructor, arguments, place);
        } catch (ModelException e) {
          complaint = complaint == null ? e : complaint; // another constructor may take them
          continue;
        }
        return replaced((Record) Records.make(constructor, values, place), named, place);
      }
      // No constructor takes so few: components given by name, in order, may make up the rest.
      Argument next =
          arguments.size() < components.length ? named.remove(components[arguments.size()].getName()) : null;
      if (next == null) {
        break;
      }
      arguments.add(next);
    }
    if (complaint != null) {
      throw complaint;
    }
    List<String> given = arguments.stream().map(Argument::source).toList();
    boolean few = given.size() < components.length;
    throw new ModelException(
        place,
        given.isEmpty() ? "no values" : (few ? "only " : "") + "the values " + given,
        Catalog.name(record) + Records.signature(record).substring(record.getSimpleName().length()),
        few ? "Later ones may be left out where they have defaults." : "");
  }

  private static Map<String, Argument> byComponent(Class<?> record, Call call, String where) {
    Map<String, String> names = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      names.put(Catalog.plain(component.getName()), component.getName());
    }
    Map<String, Argument> named = new LinkedHashMap<>();
    call.named()
        .forEach((name, argument) -> {
          if (!names.containsKey(name)) {
            String close = Catalog.closest(name, List.copyOf(names.values()));
            throw new ModelException(
                where,
                "the unknown name " + ModelException.quoted(name),
                "the names of " + Records.signature(record),
                close == null ? "" : "Did you mean '" + close + "'?");
          }
          named.put(names.get(name), argument);
        });
    return named;
  }

  /** Constructors for so many arguments; those with whole numbers before those with fractions. */
  static List<Constructor<?>> constructors(Class<?> record, int arguments) {
    List<Constructor<?>> all = new ArrayList<>(List.of(record.getConstructors()));
    if (all.isEmpty()) {
      all.add(Records.canonical(record));
    }
    return all.stream()
        .filter(c -> c.getParameterCount() == arguments || (c.isVarArgs() && arguments >= c.getParameterCount() - 1))
        .sorted(
            Comparator.comparing((Constructor<?> c) -> c.isVarArgs())
                .thenComparingLong(c -> Arrays.stream(c.getParameterTypes()).filter(Construction::isFraction).count())
                .thenComparing(Constructor::toString))
        .toList();
  }

  private static boolean isFraction(Class<?> type) {
    return type == float.class || type == double.class;
  }

  private Object[] values(Constructor<?> constructor, List<Argument> arguments, String where) {
    Type[] types = constructor.getGenericParameterTypes();
    Object[] values = new Object[types.length];
    int single = constructor.isVarArgs() ? types.length - 1 : types.length;
    for (int i = 0; i < single; i++) {
      values[i] = value(types[i], arguments.get(i), where);
    }
    if (constructor.isVarArgs()) {
      Class<?> item = constructor.getParameterTypes()[single].getComponentType();
      List<Object> rest =
          arguments.subList(single, arguments.size()).stream().flatMap(a -> a.terms().stream()).toList();
      values[single] = java.lang.reflect.Array.newInstance(item, rest.size());
      for (int i = 0; i < rest.size(); i++) {
        java.lang.reflect.Array.set(values[single], i, term(item, rest.get(i), where));
      }
    }
    return values;
  }

  private Object value(Type type, Argument argument, String where) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Class<?> item = (Class<?>) list.getActualTypeArguments()[0];
      return argument.terms().stream().<Object>map(t -> term(item, t, where)).toList();
    }
    Class<?> wanted = (Class<?>) type;
    if (argument.terms().size() == 1) {
      return term(wanted, argument.terms().getFirst(), where);
    }
    if (!wanted.isAssignableFrom(Sequential.class) || wanted == Object.class) {
      throw new ModelException(
          where, "the values '" + argument.source() + "'", "one value", "Separate values by commas.");
    }
    return new Sequential(argument.terms().stream().map(t -> make(hillock.nn.Spec.class, t, where)).toList());
  }

  private Object term(Class<?> type, Object term, String where) {
    if (!Scalars.handles(type)) {
      return make(type, term, where);
    }
    Object plain = term;
    if (term instanceof Call call && call.positional().isEmpty() && call.named().isEmpty()) {
      plain =
          switch (call.name()) {
            case "true" -> true;
            case "false" -> false;
            default -> call.name();
          };
    } else if (term instanceof Call call) {
      plain = call.source();
    }
    return Scalars.value(type, plain, where);
  }

  private Object replaced(Record record, Map<String, Argument> named, String where) {
    if (named.isEmpty()) {
      return record;
    }
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Argument argument = named.get(components[i].getName());
      values[i] =
          argument == null
              ? Records.component(record, components[i])
              : value(components[i].getGenericType(), argument, where);
    }
    return Records.make(Records.canonical(record.getClass()), values, where);
  }
}
