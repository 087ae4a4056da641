package hillock.model;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The records that implement an interface and lie in its package: all layers for {@code Spec}, all activations for
 * {@code Activation}, and so on. There is no list to edit: a new record in the package is in the catalogue.
 *
 * <pre>{@code
 * Catalog<Spec> layers = Catalog.of(Spec.class);
 * layers.types();                                          // Dense, Dropout, Relu, ...
 * layers.parseAll("dense(64) relu dropout(0.2) dense(10)"); // a list of four specs
 * }</pre>
 *
 * <p>A name is looked up among the classes of that one package (and the records given to {@link Records#with} or by a
 * {@link RecordProvider}), and nothing of a class runs before it is known to be a public record of the kind asked for:
 * so a file cannot name other classes.
 */
public final class Catalog<T> {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,99}");

  private final Class<T> type;
  private final Records records;

  Catalog(Class<T> type, Records records) {
    this.type = type;
    this.records = records;
  }

  /** The records of the interface's package that implement it. */
  public static <T> Catalog<T> of(Class<T> type) {
    return Records.standard().catalog(type);
  }

  /** All records of this kind, by name; made anew at each call, from the package's folder, jar or module. */
  public List<Class<? extends T>> types() {
    Map<String, Class<? extends T>> found = new LinkedHashMap<>();
    for (String name : PackageListing.beside(type)) {
      Class<? extends T> candidate = load(name);
      if (candidate != null) {
        found.put(name, candidate);
      }
    }
    records.own().stream()
        .filter(type::isAssignableFrom)
        .forEach(c -> found.put(c.getSimpleName(), c.asSubclass(type)));
    List<Class<? extends T>> types = new ArrayList<>(found.values());
    types.sort(Comparator.comparing(Class::getSimpleName));
    return types;
  }

  /** The names of {@link #types()} as people write them: {@code dense}, {@code leaky-relu}. */
  public List<String> names() {
    return types().stream().map(Catalog::name).toList();
  }

  /** The name of a record as people write it: {@code leaky-relu} for {@code LeakyRelu}. */
  public static String name(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * The record of exactly this name.
   *
   * @param where how errors name the place that asks
   * @throws ModelException when there is none
   */
  Class<? extends T> find(String name, String where) {
    for (Class<?> own : records.own()) {
      if (own.getSimpleName().equals(name) && type.isAssignableFrom(own)) {
        return own.asSubclass(type);
      }
    }
    Class<? extends T> found = IDENTIFIER.matcher(name).matches() ? load(name) : null;
    if (found == null) {
      throw unknown(name, where);
    }
    return found;
  }

  /** The record of this name, whatever its case and hyphens. */
  Class<? extends T> findLoosely(String name, String where) {
    String wanted = plain(name);
    for (Class<? extends T> candidate : types()) {
      if (plain(candidate.getSimpleName()).equals(wanted)) {
        return candidate;
      }
    }
    throw unknown(name, where);
  }

  private @Nullable Class<? extends T> load(String name) {
    try {
      // Not initialised: no static block of a class runs before the class is known to be of the kind asked for.
      Class<?> found = Class.forName(type.getPackageName() + "." + name, false, type.getClassLoader());
      boolean usable = found.isRecord() && Modifier.isPublic(found.getModifiers()) && type.isAssignableFrom(found);
      return usable ? found.asSubclass(type) : null;
    } catch (ClassNotFoundException | LinkageError e) {
      // A linkage error is a file found under a name of other case, on systems that do not tell cases apart.
      return null;
    }
  }

  private ModelException unknown(String name, String where) {
    List<String> names = names();
    String close = closest(plain(name), names);
    return new ModelException(
        where,
        "the unknown name " + ModelException.quoted(name),
        "one of " + String.join(", ", names),
        close == null ? "Is it of your own? Records.with makes it known." : "Did you mean '" + close + "'?");
  }

  static String plain(String name) {
    return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** The candidate that differs least from a name, or null when all differ much. */
  static @Nullable String closest(String name, List<String> candidates) {
    @Nullable String best = null;
    int least = name.length() < 4 ? 2 : Math.max(3, Math.min(name.length(), 100) / 3 + 1);
    for (String candidate : candidates) {
      int edits = name.length() > 100 ? least : edits(plain(name), plain(candidate));
      if (edits < least) {
        least = edits;
        best = candidate;
      }
    }
    return best;
  }

  /** Levenshtein's distance: the fewest letters to insert, delete or replace. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /**
   * The record of a short text: {@code leakyrelu(0.1)}, {@code adamw(beta1=0.8)}; see {@link #parseAll}. For layers,
   * several words are a sequence.
   *
   * @throws ModelException naming the place and, for an unknown name, the closest known one
   */
  public T parse(String text) {
    return new Shorthand(records, text).one(type);
  }

  /**
   * The records of a short text, separated by spaces: {@code dense(64) relu dropout(0.2)}. Names are case-insensitive
   * and may have hyphens. In parentheses stand the arguments of one of the record's public constructors, then
   * components by name; components not given keep the values that constructor gives them.
   */
  public List<T> parseAll(String text) {
    return new Shorthand(records, text).all(type);
  }

  /** The shortest text that {@link #parse} makes this record of: {@code dropout(0.2)}. */
  public static String shorthand(Record record) {
    return ShorthandWriter.text(record);
  }

  /** The text that {@link #parseAll} makes these records of: {@code shift(2) flip}. */
  public static String shorthand(List<?> these) {
    return these.stream().map(r -> shorthand((Record) r)).collect(Collectors.joining(" "));
  }
}
