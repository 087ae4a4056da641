package hillock.report.page;

import hillock.report.ClassPredictions;
import hillock.train.ConfusionMatrix;
import hillock.train.ExpectedCalibrationError;
import hillock.train.Interval;
import hillock.train.Reliability;
import hillock.train.Reliability.Bin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which classes are told apart and how far confidence can be believed. */
final class ClassesSection {
  /** More classes than this make a matrix nobody reads. */
  private static final int LARGEST_MATRIX = 30;

  private static final int MOST_CONFUSIONS = 10;
  private static final int MOST_ROC_POINTS = 400;

  private ClassesSection() {}

  static Section of(ClassPredictions p, Charts charts) {
    ConfusionMatrix m = ConfusionMatrix.of(p.rows());
    List<Markup> figures = new ArrayList<>();
    if (p.classes().size() == 2) {
      figures.add(roc(p, charts));
    }
    ExpectedCalibrationError calibration = new ExpectedCalibrationError();
    List<Bin> bins = Reliability.of(p.rows(), calibration.bins()).bins();
    figures.add(reliability(bins, calibration.of(p.rows()), charts));
    figures.add(confidences(bins, charts));
    return new Section(
        "classes",
        "Class by class",
        Markup.of(
            "<div class=\"pair\">{}{}</div>{}<div class=\"figures\">{}</div>",
            m.classes() <= LARGEST_MATRIX ? matrix(p, m) : Markup.NONE,
            scores(p, m),
            m.classes() > 2 ? confusions(p, m) : Markup.NONE,
            Markup.join(figures)));
  }

  private static Markup matrix(ClassPredictions p, ConfusionMatrix m) {
    Markup head =
        p.classes().stream().map(c -> Markup.of("<th scope=\"col\" class=\"n\">{}</th>", c)).collect(Markup.joining());
    Markup body =
        IntStream.range(0, m.classes())
            .mapToObj(t ->
                Markup.of(
                    "<tr><th scope=\"row\">{}</th>{}</tr>",
                    p.classes().get(t),
                    IntStream.range(0, m.classes()).mapToObj(c -> cell(m, t, c)).collect(Markup.joining())))
            .collect(Markup.joining());
    return Markup.of(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix">
        <table class="matrix"><caption>Confusion matrix: counts, and their share of the true class</caption>
        <thead><tr><th scope="col"><span class="corner">true ↓ predicted →</span></th>{}</tr></thead>
        <tbody>{}</tbody></table></div>\
        """,
        head,
        body);
  }

  private static Markup cell(ConfusionMatrix m, int t, int c) {
    long n = m.at(t, c);
    if (n == 0) {
      return Markup.of("<td class=\"zero\">0</td>");
    }
    double share = (double) n / m.support(t);
    // The share is made visible as the strength of a colour; three decimals are more than an eye can tell.
    String strength = String.format(Locale.ROOT, "%.3f", share);
    return Markup.of(
        "<td class=\"{}{}\" style=\"--p:{}\"><b>{}</b> <small>{}</small></td>",
        t == c ? "hit" : "miss",
        share > 0.5 ? " strong" : "",
        strength,
        Notation.count(n),
        Notation.percent(share));
  }

  private static Markup confusions(ClassPredictions p, ConfusionMatrix m) {
    record Confusion(int truth, int predicted, long rows) {}
    List<List<Object>> rows =
        IntStream.range(0, m.classes())
            .boxed()
            .flatMap(t -> IntStream.range(0, m.classes()).mapToObj(c -> new Confusion(t, c, m.at(t, c))))
            .filter(c -> c.truth != c.predicted && c.rows > 0)
            .sorted(Comparator.comparingLong(c -> -c.rows))
            .limit(MOST_CONFUSIONS)
            .map(c ->
                List.<Object>of(
                    p.classes().get(c.truth),
                    p.classes().get(c.predicted),
                    Notation.count(c.rows),
                    Notation.percent((double) c.rows / m.support(c.truth))))
            .toList();
    return rows.isEmpty()
        ? Markup.of("<p>No row was given a wrong class.</p>")
        : Rows.folded(
            "Most frequent confusions",
            Rows.table(
                "The most frequent confusions", List.of("True", "Predicted", "#Rows", "#Share of the class"), rows));
  }

  private static Markup scores(ClassPredictions p, ConfusionMatrix m) {
    List<List<Object>> rows =
        IntStream.range(0, m.classes())
            .mapToObj(c ->
                List.<Object>of(
                    p.classes().get(c),
                    Notation.percent(m.precision(c)),
                    Notation.percent(m.recall(c)),
                    Notation.percent(m.f1(c)),
                    Notation.count(m.support(c))))
            .toList();
    Markup table = Rows.table("Scores of each class", List.of("Class", "#Precision", "#Recall", "#F1", "#Rows"), rows);
    return Markup.of(
        "<div>{}<p class=\"note terms\">Precision: the share of the rows given this class that are of it. Recall: the"
            + " share of this class’s rows that are found. F1: their harmonic mean. A dash: nothing to divide"
            + " by.</p></div>",
        table);
  }

  private static Markup reliability(List<Bin> bins, double error, Charts charts) {
    List<Bin> filled = bins.stream().filter(b -> b.count() > 0).toList();
    Chart chart =
        new Chart.Xy(Chart.Axis.percent("confidence"), Chart.Axis.percent("share that is right"))
            .series("perfectly honest", Chart.Stroke.GUIDE, new double[] {0, 1}, new double[] {0, 1})
            .series(
                "this network",
                Chart.Stroke.LINE,
                filled.stream().mapToDouble(Bin::confidence).toArray(),
                filled.stream().mapToDouble(Bin::accuracy).toArray())
            .ranges(
                "95% interval",
                filled.stream().mapToDouble(Bin::confidence).toArray(),
                filled.stream().mapToDouble(b -> interval(b).low()).toArray(),
                filled.stream().mapToDouble(b -> interval(b).high()).toArray())
            .unitSquare()
            .sized("square");
    Markup note =
        Markup.of(
            "Expected calibration error {} over {} bins. Below the grey line the network is too sure of itself;"
                + " where the bar, the 95% interval, reaches the line, it may be chance.",
            Notation.percent(error), bins.size());
    List<List<Object>> rows =
        filled.stream()
            .map(b ->
                List.<Object>of(
                    span(b),
                    Notation.count(b.count()),
                    Notation.percent(b.confidence()),
                    Notation.percent(b.accuracy())))
            .toList();
    Markup table =
        Rows.folded(
            "The numbers",
            Rows.table("Rows by confidence", List.of("Confidence", "#Rows", "#Mean confidence", "#Right"), rows));
    return charts.figure(
        "Can its confidence be believed?",
        "Reliability diagram: share of right answers by confidence; expected calibration error "
            + Notation.percent(error),
        Markup.of("{}{}", note, table),
        chart);
  }

  private static Markup confidences(List<Bin> bins, Charts charts) {
    return charts.figure(
        "How confident it is",
        "Number of rows by confidence; " + Notation.count(bins.getLast().count()) + " in the highest bin",
        Markup.of("Rows in each bin of the highest class probability."),
        Chart.bars(
            "square",
            "confidence",
            "rows",
            bins.stream().map(ClassesSection::span).toList(),
            bins.stream().mapToDouble(Bin::count).toArray()));
  }

  private static Interval interval(Bin bin) {
    return Interval.wilson(bin.accuracy(), Math.toIntExact(bin.count()));
  }

  private static String span(Bin bin) {
    return Math.round(100 * bin.low()) + "–" + Math.round(100 * bin.high()) + "%";
  }

  private static Markup roc(ClassPredictions p, Charts charts) {
    RocCurve roc = RocCurve.of(p);
    int[] places = Thinning.places(roc.falsePositives().length, MOST_ROC_POINTS);
    Chart chart =
        new Chart.Xy(Chart.Axis.percent("false positive rate"), Chart.Axis.percent("true positive rate"))
            .series("by chance", Chart.Stroke.GUIDE, new double[] {0, 1}, new double[] {0, 1})
            .series(
                "this network",
                Chart.Stroke.LINE,
                Thinning.pick(roc.falsePositives(), places),
                Thinning.pick(roc.truePositives(), places))
            .unitSquare()
            .sized("square");
    String area = Notation.number(roc.area());
    return charts.figure(
        "ROC curve of ‘" + p.classes().get(1) + "’",
        "ROC curve; area under it " + area,
        Markup.of(
            "Area under the curve {}: the chance that a row of this class is ranked above one of ‘{}’.",
            area,
            p.classes().getFirst()),
        chart);
  }
}
