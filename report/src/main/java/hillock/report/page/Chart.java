package hillock.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to draw, in terms of the data; {@code report.js} turns it into a configuration of Chart.js.
 *
 * @param size class of the drawing area: {@code wide}, {@code square} or {@code rows-n}
 * @param spec kind, axes and series
 */
record Chart(String size, Map<String, Object> spec) {

  /** An axis: a title and how its numbers are spaced and written. */
  record Axis(String title, boolean logarithmic, boolean percent) {
    static Axis of(String title) {
      return new Axis(title, false, false);
    }

    static Axis logarithmic(String title) {
      return new Axis(title, true, false);
    }

    static Axis percent(String title) {
      return new Axis(title, false, true);
    }

    /** Percent for a metric that is a share, otherwise plain. */
    static Axis of(String title, boolean fraction) {
      return new Axis(title, false, fraction);
    }

    private Map<String, Object> spec() {
      Map<String, Object> spec = new LinkedHashMap<>();
      spec.put("title", title);
      spec.put("log", logarithmic);
      spec.put("percent", percent);
      return spec;
    }
  }

  /** How a series is drawn. */
  enum Stroke {
    LINE,
    DASHED,
    /** A thin grey line to compare with, without points. */
    GUIDE,
    /** Pale upright bars from one point to the next, a gap (NaN) after each two; without points. */
    RANGES,
    POINTS
  }

  /** Curves or clouds of points over two number axes. */
  static final class Xy {
    private final Axis x;
    private final Axis y;
    private final List<Object> series = new ArrayList<>();
    private final List<Object> marks = new ArrayList<>();
    private Map<String, Object> last = Map.of();
    private boolean unit;

    Xy(Axis x, Axis y) {
      this.x = x;
      this.y = y;
    }

    Xy series(String label, Stroke stroke, double[] xs, double[] ys) {
      Map<String, Object> s = new LinkedHashMap<>();
      s.put("label", label);
      s.put("stroke", stroke.name());
      s.put("x", Json.numbers(xs));
      s.put("y", Json.numbers(ys));
      series.add(s);
      last = s;
      return this;
    }

    /** A pale upright bar at each place. */
    Xy ranges(String label, double[] xs, double[] lows, double[] highs) {
      double[] x = new double[3 * xs.length];
      double[] y = new double[3 * xs.length];
      for (int i = 0; i < xs.length; i++) {
        Arrays.fill(x, 3 * i, 3 * i + 3, xs[i]);
        y[3 * i] = lows[i];
        y[3 * i + 1] = highs[i];
        y[3 * i + 2] = Double.NaN;
      }
      return series(label, Stroke.RANGES, x, y);
    }

    /**
     * One of many curves in an order, such as those of layers: coloured by its place.
     *
     * @param place from 0, the first, to 1, the last
     * @param listed whether the legend names it
     */
    Xy ordered(String label, double place, boolean listed, double[] xs, double[] ys) {
      series(label, Stroke.LINE, xs, ys);
      Map<String, Object> s = last;
      s.put("place", Json.numbers(place).getFirst());
      s.put("listed", listed);
      return this;
    }

    /** An upright line at a place of the x axis. */
    Xy mark(double at, String label) {
      Map<String, Object> mark = new LinkedHashMap<>();
      mark.put("x", Json.numbers(at).getFirst());
      mark.put("label", label);
      marks.add(mark);
      return this;
    }

    /** Both axes from 0 to 1. */
    Xy unitSquare() {
      unit = true;
      return this;
    }

    Chart sized(String size) {
      Map<String, Object> spec = new LinkedHashMap<>();
      spec.put("kind", "xy");
      spec.put("x", x.spec());
      spec.put("y", y.spec());
      spec.put("unit", unit);
      spec.put("series", series);
      spec.put("marks", marks);
      return new Chart(size, spec);
    }
  }

  /** Bars over named places. */
  static Chart bars(String size, String xTitle, String yTitle, List<String> labels, double[] heights) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("kind", "bars");
    spec.put("xTitle", xTitle);
    spec.put("yTitle", yTitle);
    spec.put("labels", labels);
    spec.put("values", Json.numbers(heights));
    return new Chart(size, spec);
  }

  /** A named value, with an interval or without (NaN), for {@link #dots}. */
  record Dot(String label, double value, double low, double high, boolean main) {}

  /** One row a value: a dot, and a bar for its interval. */
  static Chart dots(Axis axis, List<Dot> dots) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("kind", "dots");
    spec.put("x", axis.spec());
    spec.put("labels", dots.stream().map(Dot::label).toList());
    // Written here, so that the chart rounds as the text does.
    spec.put("texts", dots.stream().map(d -> Notation.value(d.value(), axis.percent())).toList());
    spec.put("values", Json.numbers(dots.stream().mapToDouble(Dot::value).toArray()));
    spec.put("low", Json.numbers(dots.stream().mapToDouble(Dot::low).toArray()));
    spec.put("high", Json.numbers(dots.stream().mapToDouble(Dot::high).toArray()));
    spec.put("main", dots.stream().map(Dot::main).toList());
    return new Chart(dots.size() <= 4 ? "few" : dots.size() <= 12 ? "wide" : "tall", spec);
  }
}
