package hillock.cli;

import hillock.data.Dataset;
import hillock.data.NoTarget;
import hillock.experiment.Baseline;
import hillock.experiment.ExperimentResult;
import hillock.experiment.Measure;
import hillock.experiment.Mistake;
import hillock.experiment.PreparedExperiment;
import hillock.experiment.Repetition;
import hillock.experiment.Score;
import hillock.tensor.Shape;
import hillock.train.ConfusionMatrix;
import hillock.train.EpochReport;
import hillock.train.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** How a training went, for people. */
final class ResultText {
  private static final Set<String> SHARES = Set.of("accuracy", "f1Macro", "rocAuc", "ece", "topographicError");
  private static final int CURVE = 50;
  private static final int ROOM_BESIDE_CURVE = 30;
  private static final int MOST_MISTAKES = 5;
  private static final int LARGEST_MATRIX = 12;
  private static final int LARGEST_PICTURE = 32;

  private ResultText() {}

  static void show(Terminal terminal, ExperimentResult result, boolean quiet) {
    terminal.out().println(terminal.bold("Result"));
    String course =
        result.outcome().explanation()
            + " "
            + Figures.duration(result.seconds())
            + ", "
            + Figures.count(Math.round(result.examplesPerSecond()))
            + " rows/s, "
            + Figures.count(result.parameters(), "parameter")
            + ", "
            + result.kernels()
            + " kernels.";
    Wrapping.wrap(course, terminal.width() - 3).forEach(line -> terminal.out().println("  " + line));
    if (result.diverged()) {
      return;
    }
    if (!quiet) {
      curves(result, terminal).forEach(terminal.out()::println);
    }
    terminal.out().println();
    scores(result).forEach(terminal.out()::println);
    verdict(result, terminal.width()).forEach(line -> terminal.out().println("  " + line));
    if (!quiet) {
      picture(result, terminal).forEach(terminal.out()::println);
    }
    terminal.out().println();
  }

  private static List<String> curves(ExperimentResult result, Terminal terminal) {
    List<EpochReport> epochs = result.outcome().history().epochs();
    double[] train = epochs.stream().mapToDouble(EpochReport::trainLoss).toArray();
    double[] validation = epochs.stream().mapToDouble(EpochReport::validationLoss).toArray();
    List<String> lines = new ArrayList<>();
    if (epochs.size() > 1) {
      lines.add(curve("loss        ", train, terminal));
      if (!Double.isNaN(validation[0])) {
        lines.add(curve("validation  ", validation, terminal) + ", kept epoch " + (result.keptEpoch() + 1));
      }
    }
    return lines;
  }

  private static String curve(String name, double[] values, Terminal terminal) {
    int width = Math.min(CURVE, terminal.width() - ROOM_BESIDE_CURVE);
    return "  " + name + Sparkline.of(values, width, terminal.ink()) + " " + Figures.number(values[values.length - 1]);
  }

  private static List<String> scores(ExperimentResult result) {
    String on = result.measuredOn();
    TextTable table = new TextTable("lrrrlr");
    List<Object> header = new ArrayList<>(List.of("", "train", "validation", on.equals("test") ? "test" : ""));
    header.add("95% interval");
    Baseline linear = result.baselines().isEmpty() ? null : result.baselines().getLast();
    header.add(linear == null ? "" : linear.name());
    table.row(header.toArray());
    for (String name : result.measured().measures().keySet()) {
      Measure test = result.test().map(s -> s.measures().get(name)).orElse(null);
      table.row(
          name,
          value(name, result.train().value(name)),
          value(name, result.validation().map(s -> s.value(name)).orElse(Double.NaN)),
          test == null ? "" : value(name, test.value()),
          test != null && test.hasInterval() ? value(name, test.low()) + " to " + value(name, test.high()) : "",
          linear == null ? "" : value(name, linear.score().value(name)));
    }
    table.row(
        "rows",
        Figures.count(result.train().n()),
        result.validation().map(s -> Figures.count(s.n())).orElse(""),
        result.test().map(s -> Figures.count(s.n())).orElse(""));
    return table.lines();
  }

  private static List<String> verdict(ExperimentResult result, int width) {
    if (result.baselines().isEmpty()) {
      return List.of();
    }
    Metric metric = result.prepared().metrics().getFirst();
    String name = metric.name();
    StringBuilder text = new StringBuilder("On the same rows the " + name + " of ");
    for (int i = 0; i < result.baselines().size(); i++) {
      Baseline b = result.baselines().get(i);
      text.append(i == 0 ? "the " : " and that of the ").append(b.name()).append(" is ");
      text.append(value(name, b.score().value(name)));
    }
    Score linear = result.baselines().getLast().score();
    double gain = result.measured().value(name) - linear.value(name);
    boolean better = metric.higherIsBetter() ? gain > 0 : gain < 0;
    String simple = result.baselines().getLast().name();
    text.append(better ? "." : ". The network is no better than the " + simple + ": prefer the simpler one.");
    return Wrapping.wrap(text.toString(), width - 3);
  }

  /** A measure as people read it: shares in percent, others in their own unit. */
  static String value(String name, double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return SHARES.contains(name) ? String.format(Locale.ROOT, "%.2f%%", 100 * value) : Figures.number(value);
  }

  private static List<String> picture(ExperimentResult result, Terminal terminal) {
    List<String> lines = new ArrayList<>();
    if (result.confusion().isPresent() && result.prepared().task().classNames().size() <= LARGEST_MATRIX) {
      lines.add("");
      lines.addAll(matrix(terminal, result.confusion().get(), result.prepared().task().classNames()));
    }
    List<Mistake> worst = result.worstMistakes(MOST_MISTAKES);
    Shape image = result.prepared().preprocessor().imageShape().orElse(null);
    if (worst.isEmpty()) {
      return lines;
    }
    lines.add("");
    boolean alone = result.prepared().reconstructs() || !result.prepared().hasTarget();
    lines.add("  " + worst(result.prepared(), result.measuredOn() + " rows") + ":");
    if (image != null && image.dim(0) <= LARGEST_PICTURE && image.dim(1) <= LARGEST_PICTURE / 2) {
      lines.addAll(pictures(result.measuredRows(), worst, image, alone, terminal.ink()));
      return lines;
    }
    TextTable table = new TextTable("lllr");
    for (Mistake m : worst) {
      if (alone) {
        table.row("  row " + Figures.count(m.row() + 1L), "off by " + Figures.number(m.size()));
        continue;
      }
      boolean classes = result.prepared().task().isClassification();
      table.row(
          "  row " + Figures.count(m.row() + 1L),
          "is " + shown(m.truth(), classes),
          "taken for " + shown(m.predicted(), classes),
          classes ? "with " + Figures.percent(m.size()) : "off by " + Figures.number(m.size()));
    }
    lines.addAll(table.lines());
    return lines;
  }

  private static String worst(PreparedExperiment prepared, String rows) {
    if (prepared.reconstructs()) {
      return "Rebuilt worst, of the " + rows + ", by root of mean squared error";
    }
    return prepared.preprocessor().target() instanceof NoTarget said
        ? "Fitted worst, of the " + rows + ", by " + said.outputNames().get(said.firstError())
        : "The worst mistakes on the " + rows;
  }

  private static String shown(String value, boolean classes) {
    return classes ? Figures.cut(value, 20) : Figures.number(Double.parseDouble(value));
  }

  private static List<String> pictures(Dataset rows, List<Mistake> worst, Shape image, boolean alone, Ink ink) {
    List<List<String>> pictures =
        worst.stream().map(m -> Blocks.of(rows.row(m.index()), image.dim(0), image.dim(1), image.dim(2), ink)).toList();
    List<String> captions =
        worst.stream()
            .map(m -> alone ? "off by " + Figures.number(m.size()) : m.truth() + " taken for " + m.predicted())
            .map(c -> Figures.cut(c, 14))
            .toList();
    return Blocks.sideBySide(pictures, captions);
  }

  /** Rows by true class (down) and predicted class (across). */
  static List<String> matrix(Terminal terminal, ConfusionMatrix matrix, List<String> names) {
    int k = names.size();
    int width = Math.max(3, (terminal.width() - 24) / k - 2);
    TextTable table = new TextTable("l" + "r".repeat(k + 1));
    table.row(cells("true \\ predicted", names.stream().map(n -> Figures.cut(n, width)).toList(), "found"));
    for (int t = 0; t < k; t++) {
      int truth = t;
      List<String> counts =
          IntStream.range(0, k)
              .mapToObj(p -> matrix.at(truth, p) == 0 ? terminal.ink().nothing() : Figures.count(matrix.at(truth, p)))
              .toList();
      table.row(cells(Figures.cut(names.get(t), 20), counts, Figures.percent(matrix.recall(t))));
    }
    return table.lines();
  }

  private static Object[] cells(String first, List<String> middle, String last) {
    List<Object> cells = new ArrayList<>();
    cells.add(first);
    cells.addAll(middle);
    cells.add(last);
    return cells.toArray();
  }

  static void show(Terminal terminal, Repetition repetition) {
    int n = repetition.runs().size();
    terminal.out().println(terminal.bold("Result") + " over " + Figures.count(n, repetition.kind()));
    TextTable table = new TextTable("lrrlrr").row("", "mean", "+-", "95% interval", "least", "most");
    for (Map.Entry<String, Repetition.Spread> entry : repetition.spreads().entrySet()) {
      String name = entry.getKey();
      Repetition.Spread s = entry.getValue();
      table.row(
          name,
          value(name, s.mean()),
          value(name, s.deviation()),
          value(name, s.low()) + " to " + value(name, s.high()),
          value(name, s.least()),
          value(name, s.most()));
    }
    table.lines().forEach(terminal.out()::println);
    List<Repetition.Run> failures = repetition.failures();
    terminal
        .out()
        .println(
            failures.isEmpty()
                ? "  No run failed."
                : "  "
                    + failures.size()
                    + " of "
                    + n
                    + " runs failed (diverged, or no better than the simplest guess): "
                    + String.join(", ", failures.stream().map(Repetition.Run::name).toList()));
    terminal.out().println();
  }
}
