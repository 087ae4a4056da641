package hillock.report.page;

import hillock.report.ForecastPaths;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Forecasts beside what came, and the error by steps ahead. */
final class ForecastFigures {
  private ForecastFigures() {}

  static Markup of(ForecastPaths paths, String target, Charts charts) {
    return Markup.of("{}{}", truth(paths, target, charts), errors(paths, target, charts));
  }

  private static Markup truth(ForecastPaths paths, String target, Charts charts) {
    int n = paths.truth().length;
    double[] steps = IntStream.range(0, n).mapToDouble(i -> paths.first() + i + 1.0).toArray();
    int h = paths.horizon();
    // A gap (NaN) after each forecast keeps the line from joining it to the next.
    double[] x = new double[paths.starts().length * (h + 1)];
    double[] y = new double[x.length];
    Arrays.fill(y, Double.NaN);
    for (int p = 0; p < paths.starts().length; p++) {
      for (int j = 0; j <= h; j++) {
        x[p * (h + 1) + j] = paths.starts()[p] + j + 1.0;
      }
      System.arraycopy(paths.told().get(p), 0, y, p * (h + 1), h);
    }
    Chart.Xy chart =
        new Chart.Xy(Chart.Axis.of("step"), Chart.Axis.of(target))
            .series("truth", Chart.Stroke.LINE, steps, paths.truth())
            .series("forecast", Chart.Stroke.DASHED, x, y);
    return charts.figure(
        "Forecast and truth",
        "The last " + paths.starts().length + " forecasts of " + h + " steps each, beside the truth",
        Markup.of(
            "Each dashed piece was forecast from what was known at its start. Step {} is {}.",
            Notation.count(paths.first() + 1L),
            paths.firstTime()),
        chart.sized("wide"));
  }

  private static Markup errors(ForecastPaths paths, String target, Charts charts) {
    double[] ahead = IntStream.rangeClosed(1, paths.horizon()).asDoubleStream().toArray();
    Chart.Xy chart = new Chart.Xy(Chart.Axis.of("steps ahead"), Chart.Axis.of("mean absolute error"));
    Chart.Stroke[] strokes = {Chart.Stroke.LINE, Chart.Stroke.DASHED, Chart.Stroke.GUIDE};
    StringBuilder alt = new StringBuilder("Mean absolute error by steps ahead");
    for (int i = 0; i < paths.errors().size(); i++) {
      ForecastPaths.Errors e = paths.errors().get(i);
      chart.series(e.method(), strokes[Math.min(i, strokes.length - 1)], ahead, e.byStep());
      alt.append(i == 0 ? ": " : ", ").append(e.method()).append(" ");
      alt.append(Notation.number(e.byStep()[0]))
          .append(" to ")
          .append(Notation.number(e.byStep()[paths.horizon() - 1]));
    }
    return charts.figure(
        "Error by steps ahead",
        alt.toString(),
        Markup.of("Mean absolute error in ‘{}’ over all forecasts measured.", target),
        chart.sized("wide"));
  }
}
