package hillock.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Options of the race.
 *
 * @param filter {@code --filter REGEX}, looked for in row/contender, such as {@code T4/}
 * @param rounds {@code --rounds N}, 3 if not given
 * @param seconds {@code --seconds S} to measure each lap; 1.5
 * @param threads {@code --threads N}; 2
 * @param ours {@code --ours OPTIONS} of our JVM, separated by blanks, such as {@code -XX:UseAVX=2}
 * @param out {@code --out FILE} to which laps are added; a file begun anew otherwise
 * @param table {@code --table FILE}: prints the table of these laps and races nobody
 * @param data {@code --data FOLDER} of data sets, or the variable {@code HILLOCK_DATA}
 */
record Options(
    Pattern filter, int rounds, String seconds, int threads, List<String> ours, Path out, boolean table, Path data) {
  private static final List<String> NAMES =
      List.of("--filter", "--rounds", "--seconds", "--threads", "--ours", "--out", "--table", "--data");

  static Options of(String[] args) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!NAMES.contains(args[i]) || i + 1 == args.length) {
        throw new IllegalArgumentException("got '" + args[i] + "', expected one of " + NAMES + " and its value");
      }
      given.put(args[i], args[i + 1]);
    }
    String named = System.getenv("HILLOCK_DATA");
    Path beside = Path.of("").toAbsolutePath().resolveSibling("shared").resolve("data");
    String ours = given.getOrDefault("--ours", "");
    Options options =
        new Options(
            Pattern.compile(given.getOrDefault("--filter", "")),
            Integer.parseInt(given.getOrDefault("--rounds", "3")),
            given.getOrDefault("--seconds", "1.5"),
            Integer.parseInt(given.getOrDefault("--threads", "2")),
            ours.isEmpty() ? List.of() : List.of(ours.split(" +")),
            laps(given),
            given.containsKey("--table"),
            Path.of(given.getOrDefault("--data", named == null ? beside.toString() : named)).toAbsolutePath());
    if (!options.table && !Files.isDirectory(options.data)) {
      throw new IllegalArgumentException(
          "no folder " + options.data + "; name the one of the data sets with --data or HILLOCK_DATA");
    }
    return options;
  }

  private static Path laps(Map<String, String> given) {
    String named = given.getOrDefault("--table", given.get("--out"));
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    Path file = Path.of("target/race.jsonl").toAbsolutePath();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
