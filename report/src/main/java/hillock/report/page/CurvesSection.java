package hillock.report.page;

import hillock.report.History;
import hillock.report.History.Epoch;
import hillock.report.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Loss, metric and learning rate over the epochs. */
final class CurvesSection {
  private static final int MOST_POINTS = 1000;
  private static final int MOST_TABLE_ROWS = 100;

  /** Column of the metric in the table, when there is one. */
  private static final int METRIC = 3;

  private CurvesSection() {}

  static Section of(History h, Summary s, Charts charts) {
    List<Epoch> epochs = h.epochs();
    int[] shown = Thinning.places(epochs.size(), MOST_POINTS);
    double[] number = column(epochs, shown, Epoch::number);
    double[] train = column(epochs, shown, Epoch::trainLoss);
    double[] validation = column(epochs, shown, Epoch::validationLoss);
    double[] metric = column(epochs, shown, Epoch::validationMetric);
    double[] rate = column(epochs, shown, Epoch::learningRate);

    List<Markup> figures = new ArrayList<>();
    // A likelihood may be negative, and a logarithmic axis would hide it.
    boolean logarithmic = DoubleStream.concat(Arrays.stream(train), Arrays.stream(validation)).noneMatch(v -> v <= 0);
    Chart.Xy loss =
        new Chart.Xy(Chart.Axis.of("epoch"), logarithmic ? Chart.Axis.logarithmic("loss") : Chart.Axis.of("loss"));
    loss.series("training", Chart.Stroke.LINE, number, train);
    if (known(validation)) {
      loss.series("validation", Chart.Stroke.DASHED, number, validation);
    }
    figures.add(
        charts.figure(
            "Loss",
            "Loss by epoch. " + course("Training", train) + " " + course("Validation", validation),
            note(h, logarithmic),
            best(h, loss).sized("wide")));
    if (known(metric)) {
      Chart.Xy xy = new Chart.Xy(Chart.Axis.of("epoch"), Chart.Axis.of(h.metric(), h.fraction()));
      xy.series("validation " + h.metric(), Chart.Stroke.LINE, number, metric);
      figures.add(
          charts.figure(
              "Validation " + h.metric(),
              "Validation " + h.metric() + " by epoch. " + course("It", metric),
              Markup.NONE,
              best(h, xy).sized("wide")));
    }
    if (known(rate)) {
      Chart.Xy xy = new Chart.Xy(Chart.Axis.of("epoch"), Chart.Axis.of("learning rate"));
      xy.series("learning rate", Chart.Stroke.LINE, number, rate);
      figures.add(
          charts.figure(
              "Learning rate", "Learning rate by epoch. " + course("It", rate), Markup.NONE, xy.sized("wide")));
    }
    return new Section(
        "curves",
        "How it learned",
        Markup.of("<p>{}</p><div class=\"figures\">{}</div>{}", s.outcome(), Markup.join(figures), table(h)));
  }

  private static Chart.Xy best(History h, Chart.Xy xy) {
    return h.best() > 0 ? xy.mark(h.best(), "best") : xy;
  }

  private static Markup note(History h, boolean logarithmic) {
    String kept = h.best() > 0 ? "epoch " + Notation.count(h.best()) : "the last epoch";
    return Markup.of("The weights of {} were kept.{}", kept, logarithmic ? " The loss axis is logarithmic." : "");
  }

  private static Markup table(History h) {
    int[] shown = Thinning.places(h.epochs().size(), MOST_TABLE_ROWS);
    boolean measured = !h.metric().isEmpty();
    List<String> headings = new ArrayList<>(List.of("Epoch", "#Training loss", "#Validation loss", "#Learning rate"));
    if (measured) {
      headings.add(METRIC, "#Validation " + h.metric());
    }
    List<List<Object>> rows =
        Arrays.stream(shown)
            .mapToObj(h.epochs()::get)
            .map(e -> {
              List<Object> row = new ArrayList<>();
              row.add(Notation.count(e.number()) + (e.number() == h.best() ? " (best)" : ""));
              row.add(Notation.number(e.trainLoss()));
              row.add(Notation.number(e.validationLoss()));
              row.add(Notation.number(e.learningRate()));
              if (measured) {
                row.add(METRIC, Notation.value(e.validationMetric(), h.fraction()));
              }
              return row;
            })
            .toList();
    String caption = shown.length < h.epochs().size() ? shown.length + " of the epochs, evenly spaced" : "Every epoch";
    return Rows.folded("The numbers", Rows.table(caption, headings, rows));
  }

  private static String course(String what, double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    return finite.length == 0
        ? ""
        : what + ": from " + Notation.number(finite[0]) + " to " + Notation.number(finite[finite.length - 1]) + ".";
  }

  private static double[] column(List<Epoch> epochs, int[] shown, ToDoubleFunction<Epoch> value) {
    return Arrays.stream(shown).mapToDouble(i -> value.applyAsDouble(epochs.get(i))).toArray();
  }

  private static boolean known(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isFinite);
  }
}
