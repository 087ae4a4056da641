package hillock.bench.race;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The race's tables, in Markdown: medians over the rounds of the medians of the laps. */
record ResultTable(List<Result> results) {
  /** Relative difference of losses and outputs from the same weights that rounding explains. */
  private static final double TOLERANCE = 1e-3;

  private static final int ROUNDS_FOR_A_VERDICT = 3;

  String text() {
    return verdicts()
        + "\n"
        + "`!`: the loss did not fall, or the outputs are the same for all inputs. `≠`: first losses or outputs differ"
        + " from ours although the weights are the same.\n\n"
        + laps()
        + "\n"
        + contenders();
  }

  /** A line for each row: the medians of all contenders, and how ours compares with the best peer. */
  private String verdicts() {
    List<Peers> peers =
        Arrays.stream(Peers.values())
            .filter(peer -> results.stream().anyMatch(lap -> lap.peer() == peer && lap.done()))
            .toList();
    StringBuilder out =
        new StringBuilder("Microseconds a step or call (M1 and cold: milliseconds for a whole process).\n\n");
    out.append("| row |");
    peers.forEach(peer -> out.append(' ').append(peer.title).append(" |"));
    out.append(" ours / best peer | bar | verdict |\n|---|").append("---:|".repeat(peers.size() + 2)).append("---|\n");
    for (Workload row : Workload.ALL) {
      List<Result> ours = laps(row, Peers.HILLOCK);
      if (peers.stream().allMatch(peer -> laps(row, peer).isEmpty())) {
        continue;
      }
      out.append("| ").append(row.id()).append(' ').append(row.title()).append(" |");
      for (Peers peer : peers) {
        List<Result> laps = laps(row, peer);
        out.append(laps.isEmpty() ? " - |" : " " + cell(row, peer, laps) + " |");
      }
      double ratio = ours.isEmpty() ? Double.NaN : median(ours, Result::microseconds) / best(row);
      String bar = String.format(Locale.ROOT, "%.1f", row.bar());
      out.append(
          Double.isFinite(ratio)
              ? String.format(Locale.ROOT, " **%.2f** | %s | %s |%n", ratio, bar, verdict(row, ratio, ours.size()))
              : " | " + bar + " | |\n");
    }
    return out.toString();
  }

  private String cell(Workload row, Peers peer, List<Result> laps) {
    double median = median(laps, Result::microseconds);
    String text = number(median / unit(row)) + marks(row, laps);
    return peer != Peers.HILLOCK && median == best(row) ? "*" + text + "*" : text;
  }

  /** A line for each row and contender. */
  private String laps() {
    StringBuilder out = new StringBuilder();
    out.append("| row | contender | median | p10 | p90 | rounds | differ by | loss | RSS MB | heap MB |\n");
    out.append("|---|---|---:|---:|---:|---:|---:|---|---:|---:|\n");
    for (Workload row : Workload.ALL) {
      for (Peers peer : Peers.values()) {
        List<Result> laps = laps(row, peer);
        if (!laps.isEmpty()) {
          out.append(line(row, peer, laps));
        }
      }
    }
    return out.toString();
  }

  private static double unit(Workload row) {
    return row.trains() || row.infers() ? 1 : 1e3;
  }

  private String contenders() {
    Map<Peers, Set<String>> all = new LinkedHashMap<>();
    for (Peers peer : Peers.values()) {
      for (Result lap : results) {
        if (lap.peer() == peer && lap.done() && !lap.text("about").isEmpty()) {
          all.computeIfAbsent(peer, p -> new TreeSet<>()).add(lap.text("about"));
        }
      }
    }
    StringBuilder out = new StringBuilder("| contender | what ran | jars, MB |\n|---|---|---:|\n");
    all.forEach((peer, about) ->
        out.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.1f |%n",
                peer.title,
                String.join("; ", about),
                ClassPath.of(peer).megabytes())));
    return out.toString();
  }

  private List<Result> laps(Workload row, Peers peer) {
    return results.stream().filter(lap -> lap.row() == row && lap.peer() == peer && lap.done()).toList();
  }

  private String line(Workload row, Peers peer, List<Result> laps) {
    boolean whole = !row.trains() && !row.infers();
    double median = median(laps, Result::microseconds);
    double least = laps.stream().mapToDouble(Result::microseconds).min().orElseThrow();
    double most = laps.stream().mapToDouble(Result::microseconds).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s%s | %s | %s | %d | %.0f %% | %s | %.0f | %.0f |%n",
        row.id(),
        peer.title,
        number(median / unit(row)),
        marks(row, laps),
        whole ? "" : number(median(laps, lap -> lap.number("p10"))),
        whole ? "" : number(median(laps, lap -> lap.number("p90"))),
        laps.size(),
        100 * (most - least) / median,
        loss(row, laps),
        median(laps, lap -> lap.number("rssMB")),
        median(laps, lap -> lap.number("heapMB")));
  }

  private static String loss(Workload row, List<Result> laps) {
    if (row.trains()) {
      Result first = laps.getFirst();
      return String.format(Locale.ROOT, "%.4g to %.4g", first.number("before"), first.number("after"));
    }
    return row.id().equals("M1")
        ? String.format(Locale.ROOT, "accuracy %.4f", median(laps, lap -> lap.number("accuracy")))
        : "";
  }

  private double best(Workload row) {
    return Arrays.stream(Peers.values())
        .filter(peer -> peer != Peers.HILLOCK)
        .map(peer -> laps(row, peer))
        .filter(laps -> !laps.isEmpty())
        .mapToDouble(laps -> median(laps, Result::microseconds))
        .min()
        .orElse(Double.NaN);
  }

  private static String verdict(Workload row, double ratio, int rounds) {
    return rounds < ROUNDS_FOR_A_VERDICT ? "too few rounds" : ratio <= row.bar() ? "met" : "**missed**";
  }

  private String marks(Workload row, List<Result> laps) {
    String marks = laps.stream().allMatch(Result::sane) ? "" : " !";
    List<Result> ours = laps(row, Peers.HILLOCK);
    return ours.isEmpty() || alike(ours.getFirst().check(), laps.getFirst().check()) ? marks : marks + " ≠";
  }

  private static boolean alike(double[] a, double[] b) {
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      if (!(Math.abs(a[i] - b[i]) <= TOLERANCE * (1 + Math.abs(a[i])))) {
        return false;
      }
    }
    return true;
  }

  private static double median(List<Result> laps, ToDoubleFunction<Result> figure) {
    double[] sorted = laps.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }

  private static String number(double value) {
    return value < 10
        ? String.format(Locale.ROOT, "%.2f", value)
        : value < 1000 ? String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%,.0f", value);
  }
}
