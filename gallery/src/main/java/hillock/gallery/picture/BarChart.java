package hillock.gallery.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars side by side over named categories, and histograms. */
public final class BarChart {
  private final CategoryChart chart;

  private BarChart(String title) {
    chart = new CategoryChartBuilder().width(ChartStyle.WIDTH).height(ChartStyle.HEIGHT).title(title).build();
    ChartStyle.apply(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
  }

  /** An empty chart. */
  public static BarChart titled(String title) {
    return new BarChart(title);
  }

  /** Names both axes, units included. */
  public BarChart axes(String x, String y) {
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    return this;
  }

  /** Limits what is seen of the vertical axis. */
  public BarChart rangeY(double low, double high) {
    chart.getStyler().setYAxisMin(low);
    chart.getStyler().setYAxisMax(high);
    return this;
  }

  /** One bar for each category; several calls with the same categories stand side by side. */
  public BarChart bars(String name, List<String> categories, double... heights) {
    chart.addSeries(name, categories, Arrays.stream(heights).boxed().toList());
    return this;
  }

  /**
   * How many values lie in each of equally wide bins between the least and the largest.
   *
   * @param bins at least 1
   */
  public BarChart histogram(String name, double[] values, int bins) {
    double low = DoubleStream.of(values).min().orElse(0);
    double high = DoubleStream.of(values).max().orElse(1);
    double width = high > low ? (high - low) / bins : 1;
    double[] counts = new double[bins];
    for (double value : values) {
      counts[Math.min(bins - 1, (int) ((value - low) / width))]++;
    }
    List<String> middles = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      middles.add(String.format(Locale.ROOT, "%.3g", low + (i + 0.5) * width));
    }
    chart.getStyler().setAvailableSpaceFill(0.99);
    chart.getStyler().setXAxisMaxLabelCount(8);
    return bars(name, middles, counts);
  }

  /** Draws it. */
  public Picture picture(String name, String caption) {
    ChartStyle.legend(chart.getStyler(), chart.getSeriesMap().keySet());
    return new Picture(name, caption, BitmapEncoder.getBufferedImage(chart));
  }
}
