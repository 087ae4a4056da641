package hillock.cli;

import hillock.data.DataException;
import hillock.data.Spelling;
import hillock.experiment.LearningMethod;
import hillock.model.Catalog;
import hillock.model.Json;
import hillock.model.Records;
import hillock.nn.Preset;
import hillock.nn.Spec;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A network given as a name, as text such as {@code dense(64) relu dense(10)}, or as a file with text or JSON. */
final class NetworkDescription {
  /** No network of sense has a description longer than this. */
  private static final long LONGEST_FILE = 1 << 20;

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private NetworkDescription() {}

  /** The preset of this name. */
  static Optional<Preset> preset(String text) {
    return java.util.Arrays.stream(Preset.values()).filter(p -> p.text().equalsIgnoreCase(text.strip())).findFirst();
  }

  /** The names that stand for whole networks, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(Preset.names());
    names.addAll(Catalog.of(LearningMethod.class).names());
    return names;
  }

  /** The network with a rule of its own that a text names, with its settings in parentheses. */
  static Optional<LearningMethod> method(String option, String text) {
    Matcher word = WORD.matcher(text.strip());
    boolean named =
        word.lookingAt()
            && file(text) == null
            && Catalog.of(LearningMethod.class).names().stream().anyMatch(n -> same(n, word.group()));
    return named ? Optional.of(Parsing.record(LearningMethod.class, option, text)) : Optional.empty();
  }

  /** Layers, too, are found whatever the hyphens: autorec is auto-rec. */
  private static boolean same(String name, String written) {
    return name.replace("-", "").equalsIgnoreCase(written.replace("-", "").replace("_", ""));
  }

  /** Whether an argument that may also be a model file can only mean a network. */
  static boolean isOne(String text) {
    boolean named = preset(text).isPresent() || text.endsWith(".json") || text.endsWith(".txt");
    return named || file(text) == null && (WORD.matcher(text.strip()).matches() || text.contains("("));
  }

  /**
   * The network that a text describes or a file holds.
   *
   * @param option how errors name the place
   */
  static Spec spec(String option, String text) {
    Path file = file(text);
    if (file == null) {
      checkName(option, text.strip());
      return Catalog.of(Spec.class).parse(text);
    }
    String content = read(option, file);
    return content.stripLeading().startsWith("{")
        ? Records.standard().decode(Spec.class, Json.parse(content, file.toString()), file.toString())
        : Catalog.of(Spec.class).parse(content);
  }

  /** The text as a file, when it can only mean one: it exists, or it ends like one. */
  private static @Nullable Path file(String text) {
    try {
      Path path = Path.of(text);
      return Files.exists(path) || text.endsWith(".json") || text.endsWith(".txt") ? path : null;
    } catch (InvalidPathException e) {
      return null; // a spec may hold characters that no file name has
    }
  }

  private static String read(String option, Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new DataException(option + " " + file, "a folder", "a file with a network", "");
      }
      if (Files.size(file) > LONGEST_FILE) {
        throw new DataException(
            option + " " + file,
            Files.size(file) + " bytes",
            "at most " + LONGEST_FILE,
            "Is it a description of a network?");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new DataException(option + " " + file, "bytes that are no text", "UTF-8 text or JSON", "", e);
    } catch (IOException e) {
      throw new DataException(
          option + " " + file,
          "no such file, or one that cannot be read",
          "a file with a network",
          "A network may also be given as text: --network 'dense(64) relu dense(10)'.");
    }
  }

  /** A single word is the name of a preset, of a layer or of nothing. */
  private static void checkName(String option, String text) {
    if (method(option, text).isPresent()) {
      throw new DataException(
          option,
          "'" + text + "', which is made to measure for its data",
          "a network of layers",
          "Train it first: hillock train DATA --network " + text);
    }
    List<String> names = new ArrayList<>(names());
    names.addAll(Preset.names());
    names.addAll(Catalog.of(Spec.class).names());
    String plain = text.replace("-", "").replace("_", "");
    if (WORD.matcher(text).matches() && names.stream().noneMatch(n -> n.replace("-", "").equalsIgnoreCase(plain))) {
      throw new DataException(
          option,
          "'" + text + "'",
          "a network: " + String.join(", ", names()) + ", text such as 'dense(64) relu dense(10)', or a file",
          Spelling.closest(text, names).map(n -> "Did you mean '" + n + "'?").orElse(""));
    }
  }
}
