package hillock.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Races Hillock against its peers: each row of each contender in a process of its own, never two at once, in rounds
 * that go over all of them, so that a change of the machine's speed meets all alike. Prints one table and writes all
 * laps as JSON lines; see {@link Options}.
 */
final class Race {
  private static final int LIMIT_SECONDS = 120;

  /** Starts of a process that one round of the start-up row takes the median of. */
  private static final int STARTS = 3;

  private final Options options;
  private final List<Result> results = new ArrayList<>();

  private Race(Options options) {
    this.options = options;
  }

  /** Threads of every contender that gains from more than one. */
  static int threads() {
    return Integer.getInteger("race.threads", 2);
  }

  public static void main(String[] args) throws Exception {
    Options options;
    try {
      options = Options.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println("race: " + e.getMessage());
      System.exit(2);
      return;
    }
    System.setProperty("race.threads", Integer.toString(options.threads()));
    if (options.table()) {
      List<Result> laps = Files.readAllLines(options.out()).stream().map(Result::of).toList();
      System.out.print(new ResultTable(laps).text());
    } else {
      new Race(options).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(options.out().getParent());
    Path folder = Files.createTempDirectory("race");
    try {
      for (int round = 1; round <= options.rounds(); round++) {
        for (Workload row : Workload.ALL) {
          for (Peers peer : Peers.values()) {
            if (peer.races(row.id()) && options.filter().matcher(row.id() + "/" + peer.title).find()) {
              record(round, lap(round, row, peer, folder));
            }
          }
        }
      }
    } finally {
      clear(folder);
      Files.delete(folder);
    }
    System.out.println();
    System.out.print(new ResultTable(results).text());
    System.out.println("\nAll laps: " + options.out());
  }

  private Result lap(int round, Workload row, Peers peer, Path folder) throws IOException, InterruptedException {
    if (!row.id().equals("cold")) {
      Result result = start(round, row, peer, row.id(), folder);
      return row.id().equals("M1") ? result.withMicroseconds(result.number("wall") * 1e6) : result;
    }
    clear(folder);
    Result saved = start(round, row, peer, "save", folder);
    if (!saved.done()) {
      return saved;
    }
    List<Result> starts = new ArrayList<>();
    for (int i = 0; i <= STARTS; i++) {
      starts.add(start(round, row, peer, "cold", folder));
    }
    Result first = starts.removeFirst(); // it reads the libraries from disk
    starts.sort((a, b) -> Double.compare(a.number("wall"), b.number("wall")));
    return first.withMicroseconds(starts.get(STARTS / 2).number("wall") * 1e6);
  }

  private static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Result start(int round, Workload row, Peers peer, String task, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Drace.threads=" + peer.threads(row.id()));
    command.addAll(peer.jvm(row.id()));
    if (peer == Peers.HILLOCK) {
      command.addAll(options.ours());
    }
    command.addAll(List.of("-cp", ClassPath.of(peer).text(), Lap.class.getName(), peer.type, task));
    command.addAll(List.of(options.data().toString(), options.seconds(), folder.toString()));
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
    String printed = json.isEmpty() ? "" : json.substring(Lap.MARK.length());
    String problem = json.isEmpty() ? Files.readString(error).strip() : "";
    Files.delete(error);
    return Result.of(round, row, peer, wall, printed, problem);
  }

  private void record(int round, Result result) throws IOException {
    results.add(result);
    Files.writeString(options.out(), result.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    String what =
        result.done()
            ? String.format(Locale.ROOT, "%,14.2f us  %s", result.microseconds(), result.sane() ? "" : "NOT SANE")
            : result.failed() ? "failed: " + result.problem() : "-";
    System.out.printf("%d %-5s %-12s %s%n", round, result.row().id(), result.peer().title, what);
  }
}
