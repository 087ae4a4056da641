package hillock.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Races Hillock against its peers: each row of each contender in a process of its own, never two at once, in rounds
 * that go over all of them, so that a change of the machine's speed meets all alike. Prints one table and writes all
 * laps as JSON lines.
 *
 * <p>Options: {@code --filter REGEX} of row/contender, {@code --rounds N} (3), {@code --seconds S} to measure each lap
 * (1.5), {@code --threads N} (2), {@code --out FILE} for the laps, {@code --data FOLDER}.
 */
final class Race {
  static final int THREADS = Integer.getInteger("race.threads", 2);

  private static final int LIMIT_SECONDS = 120;

  /** Starts of a process that one round of the start-up row takes the median of. */
  private static final int STARTS = 3;

  private final Options options;
  private final List<Result> results = new ArrayList<>();

  private Race(Options options) {
    this.options = options;
  }

  private record Options(Pattern filter, int rounds, String seconds, Path out, Path data) {
    static Options of(String[] args) {
      Map<String, String> given = new LinkedHashMap<>();
      for (int i = 0; i + 1 < args.length; i += 2) {
        given.put(args[i], args[i + 1]);
      }
      String named = System.getenv("HILLOCK_DATA");
      Path beside = Path.of("").toAbsolutePath().resolveSibling("shared").resolve("data");
      Options options =
          new Options(
              Pattern.compile(take(given, "--filter", "")),
              Integer.parseInt(take(given, "--rounds", "3")),
              take(given, "--seconds", "1.5"),
              Path.of(take(given, "--out", "target/race.jsonl")).toAbsolutePath(),
              Path.of(take(given, "--data", named == null ? beside.toString() : named)).toAbsolutePath());
      if (!given.isEmpty() || args.length % 2 != 0) {
        throw new IllegalArgumentException("race: unknown " + given.keySet() + "; options are " + Options.names());
      }
      if (!Files.isDirectory(options.data)) {
        throw new IllegalArgumentException(
            "race: no folder " + options.data + "; name the one of the data sets with --data or HILLOCK_DATA");
      }
      return options;
    }

    private static String take(Map<String, String> given, String name, String other) {
      String value = given.remove(name);
      return value == null ? other : value;
    }

    private static List<String> names() {
      return List.of("--filter", "--rounds", "--seconds", "--out", "--data");
    }
  }

  public static void main(String[] args) throws Exception {
    Options options;
    try {
      options = Options.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new Race(options).run();
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(options.out.getParent());
    Files.writeString(options.out, "");
    Path model = Files.createTempFile("race", ".model");
    try {
      for (int round = 1; round <= options.rounds; round++) {
        for (Workload row : Workload.ALL) {
          for (Peers peer : Peers.values()) {
            if (options.filter.matcher(row.id() + "/" + peer.title).find()) {
              record(lap(round, row, peer, model));
            }
          }
        }
      }
    } finally {
      Files.deleteIfExists(model);
    }
    System.out.println();
    System.out.print(new ResultTable(results).text());
    System.out.println("All laps: " + options.out);
  }

  private Result lap(int round, Workload row, Peers peer, Path model) throws IOException, InterruptedException {
    if (!row.id().equals("cold")) {
      Result result = start(round, row, peer, row.id(), model);
      return row.id().equals("M1") ? result.withMicroseconds(result.wall() * 1e6) : result;
    }
    Files.deleteIfExists(model);
    Result saved = start(round, row, peer, "save", model);
    if (!saved.done()) {
      return saved;
    }
    List<Result> starts = new ArrayList<>();
    for (int i = 0; i <= STARTS; i++) {
      starts.add(start(round, row, peer, "cold", model));
    }
    Result first = starts.removeFirst(); // it reads the libraries from disk
    starts.sort((a, b) -> Double.compare(a.wall(), b.wall()));
    return first.withMicroseconds(starts.get(STARTS / 2).wall() * 1e6);
  }

  private Result start(int round, Workload row, Peers peer, String task, Path model)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Drace.threads=" + THREADS);
    command.addAll(peer.jvm(row.id()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Lap.class.getName(), peer.type, task));
    command.addAll(List.of(options.data.toString(), options.seconds, model.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", System.getProperty("user.home"));
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().putAll(peer.environment(row.id()));
    Path error = Files.createTempFile("race", ".err");
    builder.redirectError(error.toFile());
    long begin = System.nanoTime();
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    String json = output.lines().filter(line -> line.startsWith(Lap.MARK)).findFirst().orElse("");
    String problem = json.isEmpty() ? Files.readString(error).strip() : "";
    Files.delete(error);
    return new Result(round, row, peer, wall, json.isEmpty() ? "" : json.substring(Lap.MARK.length()), problem);
  }

  private void record(Result result) throws IOException {
    results.add(result);
    Files.writeString(options.out, result.line() + "\n", java.nio.file.StandardOpenOption.APPEND);
    String what =
        result.done()
            ? String.format(Locale.ROOT, "%,14.2f us  %s", result.microseconds(), result.sane() ? "" : "NOT SANE")
            : result.failed() ? result.problem().lines().findFirst().orElse("failed") : "-";
    System.out.printf("%d %-5s %-12s %s%n", result.round(), result.row().id(), result.peer().title, what);
  }
}
