package hillock.report.page;

import hillock.report.NumberPredictions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Predicted numbers beside the true ones, and what is left between them. */
final class NumbersSection {
  private static final int MOST_POINTS = 2000;
  private static final int BINS = 41;

  private NumbersSection() {}

  static Section of(NumberPredictions p, Charts charts) {
    double[] residuals = IntStream.range(0, p.size()).mapToDouble(p::residual).toArray();
    int[] shown = Thinning.places(p.size(), MOST_POINTS);
    Markup sample =
        shown.length < p.size()
            ? Markup.of(
                "{} of {} rows are drawn, evenly spaced.", Notation.count(shown.length), Notation.count(p.size()))
            : Markup.of("Every row is drawn.");
    return new Section(
        "residuals",
        "How far off it is",
        Markup.of(
            "{}{}{}<div class=\"figures\">{}{}{}</div>",
            p.forecast().map(f -> ForecastFigures.of(f, p.target(), charts)).orElse(Markup.of("")),
            p.forecast().isPresent() ? Markup.of("<p>What follows is of the first step ahead.</p>") : Markup.of(""),
            quantiles("Size of the error in ‘" + p.target() + "’: so many rows are off by at most so much", residuals),
            truth(p, shown, sample, charts),
            scatter(p, residuals, shown, sample, charts),
            distribution(p, residuals, charts)));
  }

  static Markup quantiles(String title, double[] errors) {
    double[] sorted = Arrays.stream(errors).map(Math::abs).sorted().toArray();
    List<List<Object>> rows =
        List.of(0.5, 0.8, 0.9, 0.95, 0.99).stream()
            .map(q ->
                List.<Object>of(
                    Notation.count(Math.round(100 * q)) + "% of the rows",
                    sorted.length == 0
                        ? "–"
                        : Notation.number(sorted[(int) Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)])))
            .toList();
    return Rows.table(title, List.of("Rows", "#Off by at most"), rows);
  }

  private static Markup truth(NumberPredictions p, int[] shown, Markup sample, Charts charts) {
    double[] x = Thinning.pick(p.predicted(), shown);
    double[] y = Thinning.pick(p.truth(), shown);
    double low = Math.min(min(x), min(y));
    double high = Math.max(max(x), max(y));
    Chart chart =
        new Chart.Xy(Chart.Axis.of("predicted"), Chart.Axis.of("true"))
            .series("no error", Chart.Stroke.GUIDE, new double[] {low, high}, new double[] {low, high})
            .series("a row", Chart.Stroke.POINTS, x, y)
            .sized("square");
    return charts.figure(
        "True and predicted",
        "True over predicted values, from " + Notation.number(low) + " to " + Notation.number(high),
        Markup.of("On the grey line prediction and truth agree. {}", sample),
        chart);
  }

  private static Markup scatter(NumberPredictions p, double[] residuals, int[] shown, Markup sample, Charts charts) {
    double[] x = Thinning.pick(p.predicted(), shown);
    Chart chart =
        new Chart.Xy(Chart.Axis.of("predicted"), Chart.Axis.of("residual"))
            .series("no error", Chart.Stroke.GUIDE, new double[] {min(x), max(x)}, new double[] {0, 0})
            .series("a row", Chart.Stroke.POINTS, x, Thinning.pick(residuals, shown))
            .sized("square");
    return charts.figure(
        "Residual by prediction",
        "Residuals over predicted values",
        Markup.of(
            "Residual: true minus predicted. A trend or a funnel shows what the network has not understood. {}",
            sample),
        chart);
  }

  private static Markup distribution(NumberPredictions p, double[] residuals, Charts charts) {
    Histogram h = Histogram.of(residuals, BINS);
    double mean = Arrays.stream(residuals).average().orElse(Double.NaN);
    return charts.figure(
        "Residuals",
        "Histogram of the residuals; their mean is " + Notation.number(mean),
        Markup.of("All {} rows. Mean residual {}.", Notation.count(p.size()), Notation.number(mean)),
        Chart.bars("square", "residual", "rows", h.labels(), h.counts()));
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(1);
  }
}
