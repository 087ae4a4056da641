package hillock.io;

import hillock.data.DataException;
import hillock.data.DataOrigin;
import hillock.data.Table;
import hillock.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A small classic data set that comes with Hillock.
 *
 * @param name what to write instead of a file, such as {@code iris}
 * @param title one line about it
 * @param description what was measured, by whom, and what is to be predicted
 * @param rows number of rows
 * @param features number of features
 * @param target name of the column to predict
 * @param classes names of the classes
 * @param citation the publication to cite, and where the data came from
 * @param terms under which terms it may be used
 */
public record EmbeddedSet(
    String name,
    String title,
    String description,
    int rows,
    int features,
    String target,
    List<String> classes,
    String citation,
    String terms) {

  private static final List<String> NAMES = List.of("digits", "iris", "wine", "breast-cancer");

  /** All embedded sets. */
  public static List<EmbeddedSet> all() {
    return NAMES.stream().map(EmbeddedSet::describe).toList();
  }

  /** The set of a name. */
  public static Optional<EmbeddedSet> find(String name) {
    return NAMES.contains(name) ? Optional.of(describe(name)) : Optional.empty();
  }

  /** Reads the data. */
  public Source open() {
    try {
      byte[] bytes;
      try (InputStream in = resource(name + ".csv.gz")) {
        bytes = in.readAllBytes();
      }
      Table table = new CsvInput(name, () -> FileInput.ofBytes(name, bytes)).read();
      int side = (int) Math.sqrt(features);
      boolean image = name.equals("digits");
      DataOrigin origin = new DataOrigin(name, DataOrigin.sha256(bytes), table.size());
      return new Source(
          image ? table.withImageShape(Shape.of(side, side, 1)) : table,
          Optional.empty(),
          Optional.of(target),
          List.of(),
          origin,
          table.notes());
    } catch (IOException e) {
      throw new UncheckedIOException("the data set '" + name + "' inside the program cannot be read", e);
    }
  }

  private static EmbeddedSet describe(String name) {
    Properties p = new Properties();
    try (InputStreamReader reader = new InputStreamReader(resource(name + ".properties"), StandardCharsets.UTF_8)) {
      p.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EmbeddedSet(
        name,
        p.getProperty("title"),
        p.getProperty("description"),
        Integer.parseInt(p.getProperty("rows")),
        Integer.parseInt(p.getProperty("features")),
        p.getProperty("target"),
        Arrays.asList(p.getProperty("classes").split(" *, *")),
        p.getProperty("citation"),
        p.getProperty("terms"));
  }

  private static InputStream resource(String file) {
    InputStream in = EmbeddedSet.class.getResourceAsStream("sets/" + file);
    if (in == null) {
      throw new DataException("data set inside the program", "no file " + file, "a complete jar", "Build it again.");
    }
    return in;
  }
}
