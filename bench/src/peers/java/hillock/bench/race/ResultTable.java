package hillock.bench.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The race's table, in Markdown: medians over the rounds of the medians of the laps. */
record ResultTable(List<Result> results) {
  /** Relative difference of losses and outputs from the same weights that rounding explains. */
  private static final double TOLERANCE = 1e-3;

  String text() {
    StringBuilder out = new StringBuilder();
    out.append("Microseconds a step or call (M1 and cold: milliseconds for a whole process).\n\n");
    out.append("| row | contender | median | p10 | p90 | rounds differ by | ours / best peer | loss | RSS MB |\n");
    out.append("|---|---|---:|---:|---:|---:|---:|---|---:|\n");
    Set<String> about = new LinkedHashSet<>();
    for (Workload row : Workload.ALL) {
      for (Peers peer : Peers.values()) {
        List<Result> laps = laps(row, peer);
        if (!laps.isEmpty()) {
          out.append(line(row, peer, laps));
          laps.forEach(lap -> about.add(lap.text("about")));
        }
      }
    }
    out.append("\n`!`: the loss did not fall, or the outputs are the same for all inputs. ");
    out.append("`≠`: first losses or outputs differ from ours although the weights are the same.\n\n");
    about.forEach(line -> out.append("- ").append(line).append('\n'));
    return out.toString();
  }

  private List<Result> laps(Workload row, Peers peer) {
    return results.stream().filter(lap -> lap.row() == row && lap.peer() == peer && lap.done()).toList();
  }

  private String line(Workload row, Peers peer, List<Result> laps) {
    boolean whole = !row.trains() && !row.infers();
    double unit = whole ? 1e3 : 1;
    double median = median(laps, Result::microseconds);
    double least = laps.stream().mapToDouble(Result::microseconds).min().orElseThrow();
    double most = laps.stream().mapToDouble(Result::microseconds).max().orElseThrow();
    String loss =
        row.trains()
            ? String.format(
                Locale.ROOT, "%.4g to %.4g", laps.getFirst().number("before"), laps.getFirst().number("after"))
            : row.id().equals("M1")
                ? String.format(Locale.ROOT, "accuracy %.4f", median(laps, lap -> lap.number("accuracy")))
                : "";
    return String.format(
        Locale.ROOT,
        "| %s %s | %s | %s%s | %s | %s | %.0f %% | %s | %s | %.0f |%n",
        row.id(),
        row.title(),
        peer.title,
        number(median / unit),
        marks(row, laps),
        whole ? "" : number(median(laps, lap -> lap.number("p10"))),
        whole ? "" : number(median(laps, lap -> lap.number("p90"))),
        100 * (most - least) / median,
        peer == Peers.HILLOCK ? ratio(row, median) : "",
        loss,
        median(laps, lap -> lap.number("rssMB")));
  }

  private String ratio(Workload row, double ours) {
    double best = Double.POSITIVE_INFINITY;
    for (Peers peer : Peers.values()) {
      List<Result> laps = laps(row, peer);
      if (peer != Peers.HILLOCK && !laps.isEmpty()) {
        best = Math.min(best, median(laps, Result::microseconds));
      }
    }
    return Double.isInfinite(best) ? "" : String.format(Locale.ROOT, "**%.2f**", ours / best);
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
    List<Double> values = new ArrayList<>(laps.stream().map(figure::applyAsDouble).toList());
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
  }

  private static String number(double value) {
    return value < 10
        ? String.format(Locale.ROOT, "%.2f", value)
        : value < 1000 ? String.format(Locale.ROOT, "%.1f", value) : String.format(Locale.ROOT, "%,.0f", value);
  }
}
